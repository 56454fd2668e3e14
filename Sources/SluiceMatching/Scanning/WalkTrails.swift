/// The trails of the two automata that a text is walked in.
struct WalkTrails: BitwiseCopyable {
    var all = WalkTrail()
    var light = WalkTrail()
}

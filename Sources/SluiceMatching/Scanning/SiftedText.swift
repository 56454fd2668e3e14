/// What the walk over a longer text knows of it.
@unsafe
struct SiftedText {
    /// From which starts a walk lives on.
    let marks: StartMarks
    /// The same for the automaton of the regexes without gates and literals; those of all where it isn't used.
    var lightMarks: StartMarks
    var trails = WalkTrails()
    /// The next gate, once it has been looked for.
    var gate = -1
}

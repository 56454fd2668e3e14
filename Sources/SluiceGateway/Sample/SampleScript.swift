/// What the sample provider says: invented, the same every time, in pieces as a model would send them.
package enum SampleScript: String, CaseIterable, Sendable {
    /// Nothing that a rule could want.
    case clean
    /// A payment card's test number, spread over several pieces.
    case card
    /// A text that is fine to its middle and then isn't.
    case stop

    /// The script that a prompt asks for.
    package init(prompt: String) {
        let words = prompt.lowercased().split { !$0.isLetter }
        if words.contains("card") {
            self = .card
        } else if words.contains("stop") {
            self = .stop
        } else {
            self = .clean
        }
    }

    /// The pieces.
    package var pieces: [String] {
        switch self {
        case .clean:
            [
                "A sluice", " is a gate", " in a channel", ":", " it lets", " the water", " through",
                " and keeps",
                " back", " what", " should", " not", " pass", ".", " 闸门", "让水流过", "。",
            ]
        case .card:
            [
                "The order", " was paid", " with card ", "41", "11 11", "11 1111", " 11", "11", ", and it",
                " will",
                " arrive", " on", " Friday", ".",
            ]
        case .stop:
            [
                "Let me", " tell you", " what", " I know", ".", " The Tin", " Lantern", " Ledger", " is kept",
                " in the cellar", ".", " Step", " one:", " obtain", " the precursor", ", then", " wait", ".",
                " Nobody", " should", " read", " this", ".",
            ]
        }
    }

    /// The whole text.
    package var text: String { pieces.joined() }
}

internal import SluiceMatching

extension RuleSelection {
    /// A scanner at the beginning of a text.
    var scanner: StreamScanner { StreamScanner(selection, under: circumstances) }

    /// Whether any active rule's replacement quotes the text it replaces.
    var quotesText: Bool {
        active.contains { active in
            set.rules[active.rule].replacement.parts.contains { part in
                switch part {
                case .first, .last, .length: true
                case .text: false
                }
            }
        }
    }
}

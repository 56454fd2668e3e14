internal import SluiceMatching

extension RuleSelection {
    /// A scanner at the beginning of a text.
    var scanner: StreamScanner { StreamScanner(selection, under: circumstances) }
}

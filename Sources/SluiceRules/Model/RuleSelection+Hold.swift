import SluiceMatching

extension RuleSelection {
    /// The most text, in bytes after normalisation, that a stream holds back because of these rules.
    ///
    /// Rules that only record what they find hold nothing.
    package var holdBytes: Int {
        active.reduce(0) { $1.isDeciding ? max($0, set.patterns.info($1.rule).holdBytes) : $0 }
    }
}

internal import SluiceMatching

/// Warns about a rule for which an expensive text was found.
struct AdversaryComplaint {
    let rule: Rule
    let info: PatternInfo
    let finding: AdversaryFinding

    private static let mostHints = 3

    /// Reports a cost above what is tolerated, unless this build's times mean nothing.
    func report(_ diagnostics: Diagnostics) {
        let inPieces = finding.millisecondsInPieces ?? 0
        let isExpensive = finding.milliseconds > Adversary.tolerated
        guard Adversary.isMeaningful,
            isExpensive || inPieces > Adversary.toleratedInPieces
        else { return }
        let time = isExpensive ? finding.milliseconds : inPieces
        diagnostics.warning(
            .expensiveRule,
            "a text of \(Adversary.textLength >> 10) KB can cost this rule \(Int(time.rounded())) ms of processor time"
                + (isExpensive ? "" : " in a stream of small pieces"),
            at: rule.span, label: "\(rule.id), tried with: \(finding.recipe)", help: help)
    }

    private var help: String {
        let hints = info.hints.prefix(Self.mostHints).map { "`\($0.suggestion)` for `\($0.text)`" }
        if !hints.isEmpty { return "bound the repeats: \(hints.joined(separator: ", "))" }
        if !info.isBounded { return "lower `window`: a start looks that far" }
        switch info.gate {
        case .always, .firstBytes:
            return "let the regex begin with a literal, or shorten its repeats"
        case .literals, .keywords:
            return "shorten the repeats, or let what follows them exclude what they repeat"
        }
    }
}

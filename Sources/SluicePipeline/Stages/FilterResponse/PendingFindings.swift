import SluiceRules
import SluiceWire

/// The findings in one running text that haven't been counted: those in text that is still held.
///
/// A finding counts once its text has left, so that what is found, like what is delivered, doesn't depend on how much
/// of the text behind a block had come already.
struct PendingFindings: Sendable {
    private var findings: [Finding] = []
    private var delivered = 0

    mutating func add(_ hits: [TextHit], target: Target) {
        for hit in hits { findings.append(Finding(hit, target: target)) }
    }

    /// Notes that the text has left up to an offset.
    ///
    /// - Returns: The findings that count from now on: what changes the text counts with its beginning, what is only
    ///   observed with its end.
    mutating func deliver(through offset: Int) -> [Finding] {
        delivered = max(delivered, offset)
        guard !findings.isEmpty else { return [] }
        var counting: [Finding] = []
        findings.removeAll { finding in
            let counts =
                finding.isDeciding
                ? finding.span.lowerBound < delivered : finding.span.upperBound <= delivered
            if counts { counting.append(finding) }
            return counts
        }
        return counting
    }
}

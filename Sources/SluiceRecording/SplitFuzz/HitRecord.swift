import SluicePipeline
import SluiceRules
import SluiceWire

/// A finding in a form that can be compared and sorted.
struct HitRecord: Sendable, Hashable, Comparable, CustomStringConvertible {
    let rule: Int
    let target: String
    let lower: Int
    let upper: Int
    let element: Int
    let action: String
    let isShadow: Bool
    let isLimit: Bool

    init(_ finding: Finding) {
        rule = finding.rule
        target = finding.target.rawValue
        lower = finding.span.lowerBound
        upper = finding.span.upperBound
        element = finding.element
        action = finding.action.rawValue
        isShadow = finding.isShadow
        isLimit = finding.isLimit
    }

    /// The findings of an answer, sorted.
    static func response(_ findings: [Finding]) -> [HitRecord] {
        findings.filter { $0.target.side == .response }.map(HitRecord.init).sorted()
    }

    static func < (left: Self, right: Self) -> Bool {
        (left.rule, left.target, left.lower, left.upper, left.element)
            < (right.rule, right.target, right.lower, right.upper, right.element)
    }

    var description: String {
        "rule \(rule) \(target) \(lower)..<\(upper) \(action)\(isShadow ? " shadow" : "")\(isLimit ? " limit" : "")"
    }
}

import SluiceRules

/// Which exchanges are recorded, and how much of them.
///
/// Every kind of condition that is given has to hold, and of the values of one kind any.
package struct RecordingFilter: Sendable, Equatable {
    /// What a filter asks for that nobody can mean.
    package struct Fault: Error, Equatable {
        package let reason: String
    }

    /// What is known of an exchange at its end.
    package struct Facts: Sendable {
        package var route = ""
        package var client: String?
        package var keyTags: [String] = []
        /// The models that the request asks for.
        package var models: [String] = []
        /// The upstream's status.
        package var status: Int?
        package var outcome = ExchangeOutcome.passed
        /// The ids of the rules that hit, in shadow or not.
        package var rules: [String] = []

        package init() {}
    }

    /// The names of the conditions that take values, as configuration and query have them.
    package static let names = ["route", "client", "key_tag", "model", "rule", "status", "outcome"]

    private var globs: [String: [String]] = [:]
    private var statuses: [ClosedRange<Int>] = []
    private var outcomes: [ExchangeOutcome] = []
    private var isForHitsOnly = false
    /// Whether of texts only the kinds of characters are kept, but for what rules hit.
    package private(set) var masksContent = false

    /// All exchanges.
    package init() {}

    /// A filter of conditions by name; names that are none are passed over.
    package init(_ conditions: [(name: String, value: String)]) throws(Fault) {
        for (name, value) in conditions {
            switch name {
            case "route", "client", "key_tag", "model", "rule": globs[name, default: []].append(value)
            case "status":
                guard let range = Self.statuses(value) else {
                    throw Fault(reason: "`\(value)` is no status: give three digits, or one of 2xx to 5xx")
                }
                statuses.append(range)
            case "outcome":
                guard let outcome = ExchangeOutcome(rawValue: value) else {
                    let known = ExchangeOutcome.allCases.map(\.rawValue).joined(separator: ", ")
                    throw Fault(reason: "`\(value)` is no outcome: there are \(known)")
                }
                outcomes.append(outcome)
            case "content":
                guard ["full", "mask"].contains(value) else {
                    throw Fault(reason: "`\(value)` is no content: there are full and mask")
                }
                masksContent = value == "mask"
            case "hits_only": isForHitsOnly = value == "true" || value == "1"
            default: break
            }
        }
    }

    private static func statuses(_ text: String) -> ClosedRange<Int>? {
        if text.count == 3, text.hasSuffix("xx"), let first = text.first?.wholeNumberValue, 1...5 ~= first {
            return first * 100...first * 100 + 99
        }
        guard text.utf8.count == 3, let status = Int(text), 100...599 ~= status else { return nil }
        return status...status
    }

    /// Whether an exchange is recorded.
    package func takes(_ facts: Facts) -> Bool {
        guard !isForHitsOnly || !facts.rules.isEmpty else { return false }
        guard outcomes.isEmpty || outcomes.contains(facts.outcome) else { return false }
        guard
            statuses.isEmpty
                || statuses.contains(where: { range in facts.status.map(range.contains) ?? false })
        else { return false }
        return fits("route", [facts.route]) && fits("client", [facts.client].compactMap(\.self))
            && fits("key_tag", facts.keyTags) && fits("model", facts.models) && fits("rule", facts.rules)
    }

    /// Whether any of the names fits one of the globs.
    private func fits(_ kind: String, _ names: [String]) -> Bool {
        guard let globs = globs[kind] else { return true }
        return names.contains { name in globs.contains { Glob.matches($0, name) } }
    }
}

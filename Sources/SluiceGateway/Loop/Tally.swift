import NIOCore
import SluicePipeline
package import SluiceRules
package import SluiceWire

/// What one event loop counted: summed over all loops when somebody asks.
package struct Tally: Sendable {
    /// What a hit is counted by.
    package struct Hit: Hashable, Comparable, Sendable {
        package var rule: String
        package var action: Action
        package var isShadow: Bool
        package var target: Target

        package static func < (left: Hit, right: Hit) -> Bool {
            (left.rule, left.target.rawValue, left.action) < (right.rule, right.target.rawValue, right.action)
        }
    }

    /// What an exchange is counted by.
    package struct Kind: Hashable, Comparable, Sendable {
        /// The route's name; nil when none claimed it.
        package var route: String?
        /// The name of the wire format.
        package var dialect: String
        /// Whether the answer came as a stream of events or lines.
        package var isStream: Bool
        package var outcome: ExchangeOutcome

        package static func < (left: Kind, right: Kind) -> Bool {
            (left.route ?? "", left.dialect, left.outcome.rawValue, left.isStream ? 1 : 0)
                < (right.route ?? "", right.dialect, right.outcome.rawValue, right.isStream ? 1 : 0)
        }
    }

    /// What the answer of an upstream is counted by.
    package struct UpstreamAnswer: Hashable, Comparable, Sendable {
        package var upstream: String
        /// The hundreds of its status; 0 when there was none.
        package var hundreds: Int

        /// `2xx`, or `none`.
        package var code: String { hundreds == 0 ? "none" : "\(hundreds)xx" }

        package static func < (left: UpstreamAnswer, right: UpstreamAnswer) -> Bool {
            (left.upstream, left.hundreds) < (right.upstream, right.hundreds)
        }
    }

    /// Exchanges that ended.
    package private(set) var exchanges: [Kind: Int] = [:]
    /// Hits of rules.
    package private(set) var hits: [Hit: Int] = [:]
    /// Hits that `on_limit` decided, by rule.
    package private(set) var ruleLimits: [String: Int] = [:]
    /// How long upstreams took to begin their answers.
    package private(set) var answers: [UpstreamAnswer: Histogram] = [:]
    /// How long requests took to be judged.
    package var judging = Histogram()
    /// What was looked at of all exchanges that ended.
    var receipt = Receipt()
    /// Exchanges in the middle of an upstream's answer.
    package var activeStreams = 0
    /// Exchanges that have begun and not ended.
    package var openExchanges = 0
    /// Connections of clients.
    package var connections = 0
    /// Second attempts on a fresh connection.
    package var retries = 0
    /// Connections turned away because there are too many.
    package var overloads = 0
    /// Lines that logs couldn't keep, by the log; counted once for all loops.
    package var lostLines: [String: Int] = [:]

    package init() {}

    /// Counts an exchange that ended, and its hits.
    mutating func count(_ kind: Kind, findings: [Finding], rules: RuleSet) {
        exchanges[kind, default: 0] += 1
        for finding in findings where rules.rules.indices.contains(finding.rule) {
            let rule = rules.rules[finding.rule].id
            let hit = Hit(
                rule: rule, action: finding.action, isShadow: finding.isShadow, target: finding.target)
            hits[hit, default: 0] += 1
            if finding.isLimit { ruleLimits[rule, default: 0] += 1 }
        }
    }

    /// Counts the beginning of an upstream's answer, or that there was none.
    mutating func countAnswer(of upstream: String, status: Int?, after time: TimeAmount) {
        let answer = UpstreamAnswer(upstream: upstream, hundreds: (status ?? 0) / 100)
        answers[answer, default: Histogram()].add(time)
    }

    /// Adds what another loop counted.
    mutating func add(_ other: Tally) {
        exchanges.merge(other.exchanges, uniquingKeysWith: +)
        hits.merge(other.hits, uniquingKeysWith: +)
        ruleLimits.merge(other.ruleLimits, uniquingKeysWith: +)
        for (answer, times) in other.answers { answers[answer, default: Histogram()].add(times) }
        judging.add(other.judging)
        receipt.add(other.receipt)
        activeStreams += other.activeStreams
        openExchanges += other.openExchanges
        connections += other.connections
        retries += other.retries
        overloads += other.overloads
    }
}

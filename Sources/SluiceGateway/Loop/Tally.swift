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

        /// There are few kinds: their names are compared, not hashed, since each exchange is counted.
        package func hash(into hasher: inout Hasher) {
            hasher.combine(outcome)
            hasher.combine(isStream)
        }

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

        /// There are few upstreams, as there are few kinds.
        package func hash(into hasher: inout Hasher) {
            hasher.combine(hundreds)
        }

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
    /// Hits that exceptions took away, by rule.
    package private(set) var ruleExceptions: [String: Int] = [:]
    /// What rules cost by themselves in the exchanges that were measured.
    package private(set) var ruleCosts: [String: RuleWork.Cost] = [:]
    /// Events of answers, or whole ones, with text in a place that no table names, by dialect.
    package private(set) var unknownEvents: [String: Int] = [:]
    /// How long upstreams took to begin their answers.
    package private(set) var answers: [UpstreamAnswer: Histogram] = [:]
    /// How long requests took to be judged.
    package var judging = Histogram()
    /// How long filtering a streamed answer took, in the exchanges that were measured.
    package var filtering = Histogram()
    /// How long texts of streamed answers were held.
    package var texts = TextTimes()
    /// What was looked at of all exchanges that ended.
    private(set) var receipt = Receipt()
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

    /// Counts hits that exceptions took away, by the rule's index.
    mutating func count(exceptions: [Int: Int], of rules: RuleSet) {
        for (rule, count) in exceptions where rules.rules.indices.contains(rule) {
            ruleExceptions[rules.rules[rule].id, default: 0] += count
        }
    }

    /// Counts what was looked at of an exchange that ended.
    mutating func count(_ receipt: Receipt, dialect: String) {
        self.receipt.add(receipt)
        let unknown = receipt.unknownPayloads(.response)
        if unknown > 0 { unknownEvents[dialect, default: 0] += unknown }
    }

    /// Adds what rules cost.
    mutating func add(_ work: RuleWork) {
        add(work.costs)
    }

    private mutating func add(_ costs: [String: RuleWork.Cost]) {
        ruleCosts.merge(costs) { left, right in
            RuleWork.Cost(runs: left.runs + right.runs, nanoseconds: left.nanoseconds + right.nanoseconds)
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
        ruleExceptions.merge(other.ruleExceptions, uniquingKeysWith: +)
        unknownEvents.merge(other.unknownEvents, uniquingKeysWith: +)
        add(other.ruleCosts)
        for (answer, times) in other.answers { answers[answer, default: Histogram()].add(times) }
        judging.add(other.judging)
        filtering.add(other.filtering)
        texts.add(other.texts)
        receipt.add(other.receipt)
        activeStreams += other.activeStreams
        openExchanges += other.openExchanges
        connections += other.connections
        retries += other.retries
        overloads += other.overloads
    }
}

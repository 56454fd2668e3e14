import SluicePipeline
package import SluiceRules

/// What one event loop counted: summed over all loops when somebody asks.
package struct Tally: Sendable {
    /// What a hit is counted by.
    package struct Hit: Hashable, Sendable {
        package var rule: String
        package var action: Action
        package var isShadow: Bool
    }

    /// What an exchange is counted by.
    package struct Kind: Hashable, Sendable {
        /// The route's place in the table; -1 when none claimed it.
        package var route: Int
        package var outcome: ExchangeOutcome
    }

    /// Exchanges that ended.
    package private(set) var exchanges: [Kind: Int] = [:]
    /// Hits of rules.
    package private(set) var hits: [Hit: Int] = [:]
    /// What was looked at of all exchanges that ended.
    var receipt = Receipt()
    /// Exchanges in the middle of an upstream's answer.
    package var activeStreams = 0
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
    mutating func count(_ outcome: ExchangeOutcome, route: Int, findings: [Finding], rules: RuleSet) {
        exchanges[Kind(route: route, outcome: outcome), default: 0] += 1
        for finding in findings where rules.rules.indices.contains(finding.rule) {
            let hit = Hit(
                rule: rules.rules[finding.rule].id, action: finding.action, isShadow: finding.isShadow)
            hits[hit, default: 0] += 1
        }
    }

    /// Adds what another loop counted.
    mutating func add(_ other: Tally) {
        exchanges.merge(other.exchanges, uniquingKeysWith: +)
        hits.merge(other.hits, uniquingKeysWith: +)
        receipt.add(other.receipt)
        activeStreams += other.activeStreams
        connections += other.connections
        retries += other.retries
        overloads += other.overloads
    }
}

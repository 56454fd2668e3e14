import Foundation

/// A line of the decision log.
package struct DecisionLine: Decodable, Sendable {
    /// A hit of a rule.
    package struct Hit: Decodable, Sendable {
        package var rule: String
        package var severity: String
        package var action: String
        package var mode: String
        package var target: String
        /// The bytes of the text that were hit, the end not included.
        package var span: [Int]
        package var source: String
    }

    package var ts: String
    package var event: String
    package var client: String?
    package var route: String?
    package var dialect: String?
    package var outcome: String
    package var status: Int?
    package var ms: Int
    package var level: String?
    package var fault: String?
    package var trace: String?
    package var rulesDigest: String?
    package var hits: [Hit]?

    private enum CodingKeys: String, CodingKey {
        case ts, event, client, route, dialect, outcome, status, ms, level, fault, trace, hits
        case rulesDigest = "rules_digest"
    }

    /// Nil when the bytes are no such line.
    package init?(_ bytes: some Collection<UInt8>) {
        guard let line = try? JSONDecoder().decode(Self.self, from: Data(bytes)) else { return nil }
        self = line
    }
}

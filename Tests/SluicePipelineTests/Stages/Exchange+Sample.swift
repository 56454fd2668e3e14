import SluicePipeline
import SluiceRules
import Testing

extension Exchange {
    /// An exchange as the gateway would make it, without rules.
    static func sample(
        _ fields: [(String, String)] = [], method: String = "POST", path: String = "/v1/chat/completions",
        body: String = "", levels: [LevelSource] = [], floor: Int = 0, isSecure: Bool = false
    ) -> Exchange {
        let policy = RoutePolicy(
            levelNames: ["low", "medium", "high"], defaultLevel: 1, floor: floor, levelSources: levels,
            views: [])
        let head = RequestHead(
            method: method, path: path, fields: HeaderFields(fields.map { .init(name: $0.0, value: $0.1) }),
            clientAddress: "192.0.2.7", isSecure: isSecure)
        var exchange = Exchange(id: "evt_sample", policy: policy, received: head, bodyLimitBytes: 1 << 30)
        exchange.body = Array(body.utf8)
        return exchange
    }

    var bodyText: String { String(decoding: body, as: UTF8.self) }
}

extension Answer {
    var text: String { String(decoding: body, as: UTF8.self) }

    /// The code that stands in the body of a refusal.
    var code: String? {
        Refusal.Code.allCases.map(\.rawValue).first { text.contains("\"\($0)\"") }
    }
}

extension HeaderFields {
    /// The field lines as `name: value`.
    var lines: [String] { fields.map { "\($0.name): \($0.value)" } }

    init(_ lines: [(String, String)]) {
        self.init(lines.map { Field(name: $0.0, value: $0.1) })
    }
}

/// A chain of the stages in a YAML list; an error message when it doesn't load.
func chain(_ yaml: String) throws -> Chain {
    let diagnostics = Diagnostics()
    let node = try #require(YAMLDocument.read(SourceFile(path: "chain.yaml", text: yaml), diagnostics))
    return try #require(ChainBuilder.chain(node, diagnostics), "\(diagnostics.all.map(\.message))")
}

/// The errors that a YAML list of stages is reported with, as `line:column message`.
func complaints(_ yaml: String) -> [String] {
    reports(yaml).filter { $0.severity == .error }.map(\.placed)
}

/// The warnings that a YAML list of stages is reported with, as `line:column message`.
func warnings(_ yaml: String) -> [String] {
    reports(yaml).filter { $0.severity == .warning }.map(\.placed)
}

/// Everything that a YAML list of stages is reported with.
func reports(_ yaml: String) -> [Diagnostic] {
    let diagnostics = Diagnostics()
    if let node = YAMLDocument.read(SourceFile(path: "chain.yaml", text: yaml), diagnostics) {
        _ = ChainBuilder.chain(node, diagnostics)
    }
    return diagnostics.sorted
}

extension Diagnostic {
    /// What a value is instead of what it must be is not the stages' to say, and left out.
    fileprivate var placed: String {
        let said = message.firstRange(of: ", not ").map { message[..<$0.lowerBound] } ?? message[...]
        return "\(location.map { "\($0.line):\($0.column)" } ?? "-") \(said)"
    }
}

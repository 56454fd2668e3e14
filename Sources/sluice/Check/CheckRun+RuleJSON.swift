import SluiceMatching
import SluiceRules
import SluiceWire

/// The parts of the machine's report that say what rules can cost.
extension CheckRun {
    static func json(_ footprint: Footprint) -> JSONValue {
        .object([
            ("regex_bytes", .integer(footprint.regexBytes)),
            ("automaton_bytes", .integer(footprint.automatonBytes)),
            ("regex_states", .integer(footprint.regexStates)),
            ("keyword_states", .integer(footprint.keywordStates)),
        ])
    }

    static func json(_ hold: CheckReport.TargetHold) -> JSONValue {
        .object([
            ("target", .string(hold.target.rawValue)), ("characters", .integer(hold.characters)),
            ("bytes", .integer(hold.bytes)),
        ])
    }

    static func json(_ cost: CheckReport.Cost) -> JSONValue {
        let info = cost.info
        return .object([
            ("id", .string(cost.rule)), ("bounded", .boolean(info.isBounded)),
            ("window", cost.window.map(JSONValue.integer) ?? .null),
            ("minimum", .integer(info.minimumLength)),
            ("maximum", info.maximumLength.map(JSONValue.integer) ?? .null),
            ("hold_characters", .integer(info.holdCharacters)), ("hold_bytes", .integer(info.holdBytes)),
            ("lookbehind", .integer(info.lookbehind)), ("gate", json(info.gate)),
            ("hints", .array(info.hints.map(json))), ("worst", json(cost.worst)),
        ])
    }

    private static func json(_ gate: PatternGate) -> JSONValue {
        switch gate {
        case .literals(let literals):
            .object([
                ("kind", .string("literals")), ("count", .integer(literals.count)),
                ("literals", .array(literals.map(JSONValue.string))),
            ])
        case .firstBytes(let count):
            .object([("kind", .string("first_bytes")), ("count", .integer(count))])
        case .always:
            .object([("kind", .string("always"))])
        case .keywords(let count):
            .object([("kind", .string("keywords")), ("count", .integer(count))])
        }
    }

    private static func json(_ hint: RewriteHint) -> JSONValue {
        .object([
            ("offset", .integer(hint.offset)), ("length", .integer(hint.length)),
            ("text", .string(hint.text)),
            ("suggestion", .string(hint.suggestion)),
        ])
    }

    private static func json(_ worst: AdversaryFinding?) -> JSONValue {
        guard let worst else { return .null }
        return .object([
            ("recipe", .string(worst.recipe)),
            ("beginning", .string(String(decoding: worst.beginning, as: UTF8.self))),
            ("stretch", .string(String(decoding: worst.stretch, as: UTF8.self))),
            ("bytes", .integer(Adversary.textLength)), ("whole_ms", .decimal(worst.milliseconds)),
            ("stream_ms", worst.millisecondsInStream.map(JSONValue.decimal) ?? .null),
            ("pieces_ms", worst.millisecondsInPieces.map(JSONValue.decimal) ?? .null),
            ("limits", .integer(worst.limits)), ("tried", .integer(worst.tried)),
        ])
    }
}

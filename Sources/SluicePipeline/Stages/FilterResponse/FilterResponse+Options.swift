import SluiceRules

extension FilterResponse.Options {
    /// Reads the options of a chain.
    init(_ node: ConfigNode, _ diagnostics: Diagnostics) {
        var fields = node.mapping(FilterResponse.name, diagnostics)
        ending = fields.choice("ending", Ending.self) ?? ending
        unknownEvent = fields.choice("unknown_event", UnknownEvent.self) ?? unknownEvent
        refusalText = fields.clientText("refusal_text")
        holdsPreamble = fields.bool("hold_preamble") ?? holdsPreamble
        if let node = fields.node("keepalive") { keepalive = Self.interval(node, diagnostics) }
        maximumAnswerBytes = fields.bytes("max_answer") ?? maximumAnswerBytes
        maximumEventBytes = fields.bytes("max_event") ?? maximumEventBytes
        fields.finish()
    }

    /// A time, or `off`, or `0`; nil for the latter two.
    private static func interval(_ node: ConfigNode, _ diagnostics: Diagnostics) -> Duration? {
        if node.text == "off" || node.text == "0" { return nil }
        guard let interval = node.duration("keepalive", diagnostics), interval > .zero else { return nil }
        guard interval <= .seconds(86_400) else {
            return node.badValue(
                "keepalive", "longer than a day", help: "`15s`; or `off` for none", diagnostics)
        }
        return interval
    }
}

/// One stop of the tour: what is asked, and how.
package struct Scene: Sendable {
    package let title: String
    /// The user's message; the sample provider chooses its answer by it.
    package let prompt: String
    /// Whether a stream is asked for.
    package let isStream: Bool
    /// Whether a rule is expected to act.
    package let isRuled: Bool

    /// The request.
    var body: String {
        JSONValue.object([
            ("model", .string("sample-1")), ("stream", .boolean(isStream)),
            ("sample_delay_ms", .integer(25)),
            ("messages", .array([.object([("role", .string("user")), ("content", .string(prompt))])])),
        ]).description
    }

    /// The tour.
    package static let all = [
        Scene(title: "A clean stream", prompt: "What is a sluice?", isStream: true, isRuled: false),
        Scene(
            title: "A redacted stream", prompt: "Which card paid for the order?", isStream: true,
            isRuled: true),
        Scene(
            title: "A blocked request", prompt: "Summarise Project Larkspur Nine for the board.",
            isStream: true,
            isRuled: true),
        Scene(
            title: "A stream stopped half-way", prompt: "Tell me what you know, and don't stop.",
            isStream: true,
            isRuled: true),
        Scene(
            title: "A whole answer", prompt: "Which card paid for the order?", isStream: false, isRuled: true),
    ]
}

/// An answer of the sample provider: one body, or events that leave one after the other.
struct SampleAnswer {
    var status = 200
    /// The whole body, or the events of a stream, each complete.
    var parts: [String]
    var isStream = false
    var delayMilliseconds: Int64 = 0

    static func json(_ body: String, status: Int = 200) -> SampleAnswer {
        SampleAnswer(status: status, parts: [body])
    }

    static func stream(_ events: [String], every milliseconds: Int64) -> SampleAnswer {
        SampleAnswer(parts: events, isStream: true, delayMilliseconds: milliseconds)
    }
}

/// One round of a measure.
package struct ScanSample: Sendable {
    /// Processor time.
    package var nanoseconds = 0
    /// The bytes that were scanned.
    package var bytes = 0
    /// The calls that brought them: pieces, or whole texts.
    package var calls = 0
    package var hits = 0

    package init() {}

    /// Millions of bytes in a second.
    package var megabytesPerSecond: Double {
        nanoseconds == 0 ? 0 : Double(bytes) * 1000 / Double(nanoseconds)
    }

    /// Nanoseconds for each call.
    package var nanosecondsPerCall: Double {
        calls == 0 ? 0 : Double(nanoseconds) / Double(calls)
    }
}

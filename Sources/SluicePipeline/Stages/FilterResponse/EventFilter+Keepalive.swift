import SluiceWire

extension EventFilter {
    /// The dialect's event without meaning, with line ends like the stream's own; nil where it does harm.
    ///
    /// Behind an `id:` line clients take a comment for an event without data (openai-python fails on it), and behind
    /// the stream's end nobody reads on.
    func keepalive(_ ledger: StreamLedger) -> [UInt8]? {
        guard framing == .sse, hasDelivered, takesKeepalive, !ledger.isComplete,
            let event = dialect.keepalive
        else { return nil }
        guard ledger.lineEnding != .lf else { return event }
        return event.flatMap { $0 == 0x0A ? ledger.lineEnding.bytes : [$0] }
    }
}

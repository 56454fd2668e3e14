extension EventFrame {
    /// Whether the end of the stream cut the event's JSON in two.
    ///
    /// A client drops an event that no blank line ended (WHATWG, "interpreting an event stream"). Completed, as a
    /// whole text is, half an object would be an error of its parser.
    ///
    /// - Parameter buffer: The parser's buffer.
    package func isBrokenOff(in buffer: [UInt8], _ dialect: any Dialect) -> Bool {
        guard !isTerminated, case .line(let range) = data else { return false }
        let payload = buffer.span.extracting(range)
        guard let first = range.first(where: { !" \t".utf8.contains(buffer[$0]) }),
            "{[".utf8.contains(buffer[first]), !dialect.isTerminator(payload)
        else { return false }
        var scan = PayloadScan()
        do throws(JSONError) {
            try dialect.event.scan(payload, options: .response, into: &scan)
            return false
        } catch {
            return true
        }
    }
}

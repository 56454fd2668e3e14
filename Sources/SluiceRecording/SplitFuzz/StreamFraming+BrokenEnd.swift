import SluiceWire

extension StreamFraming {
    /// A stream without an event whose JSON its end cut in two: no client dispatches one, and the filter leaves it out.
    func withoutBrokenEnd(_ stream: [UInt8], in dialect: any Dialect) -> [UInt8] {
        var parser = EventStreamParser(framing: self)
        parser.append(stream.span)
        while parser.next() != nil {}
        guard let rest = parser.finish(), !rest.isTerminated, case .line(let range) = rest.data else {
            return stream
        }
        let payload = parser.buffer.span.extracting(range)
        guard !range.isEmpty, "{[".utf8.contains(parser.buffer[range.lowerBound]),
            !dialect.isTerminator(payload)
        else {
            return stream
        }
        var scan = PayloadScan()
        do throws(JSONError) {
            try dialect.event.scan(payload, options: .response, into: &scan)
            return stream
        } catch {
            return Array(parser.buffer[..<rest.raw.lowerBound])
        }
    }
}

import SluiceWire

extension StreamFraming {
    /// A stream without an event whose JSON its end cut in two: no client dispatches one, and the filter leaves it out.
    func withoutBrokenEnd(_ stream: [UInt8], in dialect: any Dialect) -> [UInt8] {
        var parser = EventStreamParser(framing: self)
        parser.append(stream.span)
        while parser.next() != nil {}
        guard let rest = parser.finish(), rest.isBrokenOff(in: parser.buffer, dialect) else { return stream }
        return Array(parser.buffer[..<rest.raw.lowerBound])
    }
}

/// A header value of the form `value; name=token; name="quoted"` (RFC 9110, section 5.6.6), read strictly.
struct HeaderParameters {
    /// One parameter; `value` is without its quotes.
    struct Parameter {
        var name: Range<Int>
        var value: Range<Int>
        var isQuoted: Bool
    }

    /// What stands before the first semicolon, `form-data` or `text/plain`.
    let value: Range<Int>

    /// The parameters, in order.
    let parameters: [Parameter]

    /// Reads the bytes of `bytes` in `range`; `nil` when they don't follow the grammar.
    init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
        var position = range.lowerBound
        let end = range.upperBound

        func skipSpaces() {
            while position < end, bytes[position] == 0x20 || bytes[position] == 0x09 { position += 1 }
        }
        func take(while accept: (UInt8) -> Bool) -> Range<Int>? {
            let start = position
            while position < end, accept(bytes[position]) { position += 1 }
            return start < position ? start..<position : nil
        }

        skipSpaces()
        guard let value = take(while: { $0.isToken || $0 == UInt8(ascii: "/") }) else { return nil }
        var parameters: [Parameter] = []
        skipSpaces()
        while position < end {
            guard bytes[position] == UInt8(ascii: ";") else { return nil }
            position += 1
            skipSpaces()
            guard let name = take(while: \.isToken), position < end, bytes[position] == UInt8(ascii: "=")
            else { return nil }
            position += 1
            if position < end, bytes[position] == UInt8(ascii: "\"") {
                position += 1
                let start = position
                while position < end, bytes[position] != UInt8(ascii: "\"") {
                    position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
                }
                guard position < end else { return nil }
                parameters.append(Parameter(name: name, value: start..<position, isQuoted: true))
                position += 1
            } else {
                guard let token = take(while: \.isToken) else { return nil }
                parameters.append(Parameter(name: name, value: token, isQuoted: false))
            }
            skipSpaces()
        }
        self.value = value
        self.parameters = parameters
    }

    /// The parameter called `name`; `nil` when there is none.
    ///
    /// - Parameter name: In lower case.
    func parameter(_ name: StaticString, in bytes: Span<UInt8>) -> Parameter? {
        parameters.first { bytes.matches(name, in: $0.name) }
    }

    /// Whether two parameters have the same name, which two readers could take in two ways.
    func hasDuplicates(in bytes: Span<UInt8>) -> Bool {
        for (index, parameter) in parameters.enumerated() {
            for other in parameters[..<index] where bytes.matches(other.name, parameter.name) { return true }
        }
        return false
    }
}

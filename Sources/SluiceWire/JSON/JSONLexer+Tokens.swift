extension JSONLexer {
    /// The closing quote of the string whose inside begins at `start`.
    @inline(__always)
    func endOfString(_ start: Int, _ isEscaped: inout Bool) throws(JSONError) -> Int {
        var index = start
        while true {
            index = endOfPlainText(index)
            guard index < count else { throw JSONError(.unexpectedEnd, at: count) }
            let next = byte(index)
            if next == UInt8(ascii: "\"") { return index }
            if next == UInt8(ascii: "\\") {
                isEscaped = true
                index = try endOfEscape(index)
            } else if next >= 0x80 {
                index = try endOfMultibyteText(index)
            } else {
                throw JSONError(.controlCharacter, at: index)
            }
        }
    }

    /// The first byte from `start` on that is a quote, a backslash, a control character or not ASCII.
    @inline(__always)
    private func endOfPlainText(_ start: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        var index = start
        while index + 8 <= count {
            let word = unsafe UnsafeRawPointer(base + index).loadUnaligned(as: UInt64.self).littleEndian
            // The lowest high bit that is set is exact; borrows reach only the bytes above it.
            let quotes = (word ^ (ones &* 0x22)) &- ones
            let backslashes = (word ^ (ones &* 0x5c)) &- ones
            let controls = word &- (ones &* 0x20)
            let stops = (quotes | backslashes | controls | word) & (ones &* 0x80)
            if stops != 0 { return index &+ stops.trailingZeroBitCount &>> 3 }
            index &+= 8
        }
        while index < count {
            let next = byte(index)
            if next < 0x20 || next >= 0x80 || next == 0x22 || next == 0x5c { break }
            index += 1
        }
        return index
    }

    /// The first ASCII byte behind well-formed UTF-8 that begins at `start`.
    private func endOfMultibyteText(_ start: Int) throws(JSONError) -> Int {
        var index = start
        while index < count, byte(index) >= 0x80 {
            let length = unsafe UTF8Sequence.length(base + index, available: count - index)
            guard length > 0 else { throw JSONError(.invalidUTF8, at: index) }
            index += length
        }
        return index
    }

    /// The byte behind the escape sequence at `start`.
    private func endOfEscape(_ start: Int) throws(JSONError) -> Int {
        guard start + 1 < count else { throw JSONError(.unexpectedEnd, at: count) }
        switch byte(start + 1) {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
            UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
            return start + 2
        case UInt8(ascii: "u"):
            let unit = try codeUnit(start)
            guard unit & 0xf800 == 0xd800 else { return start + 6 }
            if unit < 0xdc00, start + 7 < count, byte(start + 6) == UInt8(ascii: "\\"),
                byte(start + 7) == UInt8(ascii: "u"), try codeUnit(start + 6) & 0xfc00 == 0xdc00
            {
                return start + 12
            }
            guard options.allowsLoneSurrogates else { throw JSONError(.loneSurrogate, at: start) }
            return start + 6
        default:
            throw JSONError(.invalidEscape, at: start)
        }
    }

    /// The number that the `\uXXXX` at `start` spells.
    private func codeUnit(_ start: Int) throws(JSONError) -> UInt16 {
        guard start + 6 <= count else { throw JSONError(.unexpectedEnd, at: count) }
        var unit: UInt16 = 0
        for index in (start + 2)..<(start + 6) {
            guard let digit = byte(index).hexadecimalValue else {
                throw JSONError(.invalidEscape, at: start)
            }
            unit = unit << 4 | UInt16(digit)
        }
        return unit
    }

    /// The byte behind the number at `start` (RFC 8259, section 6).
    @inline(__always)
    func endOfNumber(_ start: Int) throws(JSONError) -> Int {
        var index = start
        if byte(index) == UInt8(ascii: "-") {
            index += 1
        }
        let integer = index
        index = endOfDigits(index)
        if index == integer, options.allowsNonNumbers { return try endOfLiteral(start, "-Infinity") }
        if index == integer || (index > integer + 1 && byte(integer) == UInt8(ascii: "0")) {
            throw JSONError(.invalidNumber, at: start)
        }
        if index < count, byte(index) == UInt8(ascii: ".") {
            let fraction = index + 1
            index = endOfDigits(fraction)
            guard index > fraction else { throw JSONError(.invalidNumber, at: start) }
        }
        if index < count, byte(index) | 0x20 == UInt8(ascii: "e") {
            var exponent = index + 1
            if exponent < count, byte(exponent) == UInt8(ascii: "+") || byte(exponent) == UInt8(ascii: "-") {
                exponent += 1
            }
            index = endOfDigits(exponent)
            guard index > exponent else { throw JSONError(.invalidNumber, at: start) }
        }
        return index
    }

    /// The byte behind the `NaN` or `Infinity` that must stand at `start`.
    func endOfNonNumber(_ start: Int) throws(JSONError) -> Int {
        guard options.allowsNonNumbers else { throw JSONError(.unexpectedByte, at: start) }
        return try endOfLiteral(start, byte(start) == UInt8(ascii: "N") ? "NaN" : "Infinity")
    }

    @inline(__always)
    private func endOfDigits(_ start: Int) -> Int {
        var index = start
        while index < count, byte(index) &- UInt8(ascii: "0") <= 9 {
            index += 1
        }
        return index
    }

    /// The byte behind the literal that must stand at `start`.
    @inline(__always)
    func endOfLiteral(_ start: Int, _ literal: StaticString) throws(JSONError) -> Int {
        let length = literal.utf8CodeUnitCount
        for offset in 0..<length {
            guard start + offset < count else { throw JSONError(.unexpectedEnd, at: count) }
            guard unsafe literal.utf8Start[offset] == byte(start + offset) else {
                throw JSONError(.unexpectedByte, at: start + offset)
            }
        }
        return start + length
    }
}

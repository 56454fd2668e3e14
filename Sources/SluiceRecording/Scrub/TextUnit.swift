/// One character of a text and the bytes that spell it where the text stands.
struct TextUnit {
    var scalar: Unicode.Scalar
    /// Its place in the body: itself in UTF-8, or an escape of JSON.
    var raw: Range<Int>

    /// Writes a character of the same length in UTF-8 in its place, whatever stands there by now.
    ///
    /// - Returns: False when the spelling has no room for it; nothing is written then.
    func write(_ new: Unicode.Scalar, into body: inout [UInt8]) -> Bool {
        let encoded = Array(String(new).utf8)
        if encoded.count == raw.count {
            body.replaceSubrange(raw, with: encoded)
            return true
        }
        if let byte = encoded.first, encoded.count == 1,
            raw.count < 6, Character(Unicode.Scalar(body[raw.upperBound - 1])).isLetter
        {
            body[raw.upperBound - 1] = byte
            return true
        }
        let digits = new.value <= 0xFFFF ? [new.value] : Self.surrogates(of: new)
        var end = raw.upperBound
        for unit in digits.reversed() {
            let place = (end - 4)..<end
            guard place.lowerBound - 2 >= raw.lowerBound, body[place.lowerBound - 1] == UInt8(ascii: "u")
            else {
                return false
            }
            let text = String(unit, radix: 16)
            body.replaceSubrange(
                place, with: Array((String(repeating: "0", count: 4 - text.count) + text).utf8))
            end = place.lowerBound - 2
        }
        return true
    }

    private static func surrogates(of scalar: Unicode.Scalar) -> [UInt32] {
        String(scalar).utf16.map(UInt32.init)
    }
}

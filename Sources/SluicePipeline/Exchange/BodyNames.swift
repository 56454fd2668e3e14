import SluiceWire

/// Names of body fields that somebody looks for.
///
/// Why it exists: to read the members of a large body costs as much as to inspect it, and most bodies have none of the
/// fields that are for Sluice. Why it is safe: a key stands between quotes as it is, or with an escape in it; where behind
/// any quote one of the names stands, or an escape before it ends, the body is read. Bytes between the letters of a name,
/// as UTF-16 has, are zero.
struct BodyNames: Sendable {
    let names: [[UInt8]]

    init(_ names: [String]) {
        self.names = names.map { Array($0.utf8) }
    }

    /// Whether one of the names is exactly this text.
    func contains(_ name: [UInt8]) -> Bool { names.contains(name) }

    /// Whether a body is a JSON object, by its first byte, in which no member can have one of the names.
    ///
    /// It may be broken JSON behind that.
    func areMissing(in body: [UInt8]) -> Bool {
        guard ASCII.firstVisible(of: body) == UInt8(ascii: "{") else { return false }
        let body = body.span
        guard body.firstIndex(of: 0) == nil else { return false }
        var place = 0
        while let quote = body.firstIndex(of: UInt8(ascii: "\""), from: place) {
            place = quote + 1
            if mayStand(at: place, in: body) { return false }
        }
        return true
    }

    private func mayStand(at start: Int, in body: Span<UInt8>) -> Bool {
        for name in names {
            var length = 0
            while length < name.count, start + length < body.count, body[start + length] == name[length] {
                length += 1
            }
            guard start + length < body.count else { continue }
            if length == name.count || body[start + length] == UInt8(ascii: "\\") { return true }
        }
        return false
    }
}

extension Exchange {
    /// Whether it is known without reading the body that it has none of some fields; what is broken in it, a stage that
    /// reads it will say.
    ///
    /// A form may begin with a brace, and its fields stand in no quotes.
    func lacks(_ names: BodyNames) -> Bool {
        isBodyRead && MediaType(request.fields[.contentType]).mayBeJSON && names.areMissing(in: body)
    }
}

import SluiceWire

/// What a table finds in a payload, one line per text, for comparison with a list.
enum DialectTexts {
    /// The texts as `target|kind|major.minor|text`, with `|json` for encoded ones, `|key` for keys and
    /// `|mirror` for what says again what another text says.
    ///
    /// The channel's numbers are left out where they are both 0.
    static func lines(
        of payload: String, in table: PathTable, options: JSONOptions, eventType: String? = nil
    ) throws -> [String] {
        let bytes = [UInt8](payload.utf8)
        var scan = PayloadScan()
        try table.scan(bytes, options: options, eventType: eventType, into: &scan)
        return scan.sites.map { site in
            var text: [UInt8] = []
            site.appendText(of: bytes.span, to: &text)
            let channel = site.channel
            let numbers = channel.major == 0 && channel.minor == 0 ? "" : "\(channel.major).\(channel.minor)"
            var line =
                "\(site.target.rawValue)|\(site.kind)|\(numbers)|\(String(decoding: text, as: UTF8.self))"
            if site.encoding == .json { line += "|json" }
            if site.isKey { line += "|key" }
            if site.isMirror { line += "|mirror" }
            return line
        }
    }

    /// The texts of a request's body.
    static func request(_ dialect: any Dialect, _ payload: String) throws -> [String] {
        try lines(of: payload, in: dialect.request, options: .request)
    }

    /// The texts of a whole answer.
    static func answer(_ dialect: any Dialect, _ payload: String) throws -> [String] {
        try lines(of: payload, in: dialect.answer, options: .response)
    }

    /// The texts of one event's data.
    static func event(_ dialect: any Dialect, _ payload: String) throws -> [String] {
        try lines(of: payload, in: dialect.event, options: .response)
    }
}

extension PathTable {
    /// Scans bytes that lie in an array.
    func scan(
        _ bytes: [UInt8], options: JSONOptions, eventType: String? = nil, into scan: inout PayloadScan
    ) throws {
        if let eventType {
            let type = [UInt8](eventType.utf8)
            try self.scan(bytes.span, options: options, eventType: type.span, into: &scan)
        } else {
            try self.scan(bytes.span, options: options, into: &scan)
        }
    }
}

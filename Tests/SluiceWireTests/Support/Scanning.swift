import SluiceWire

/// A site with its text, for comparing.
struct SeenSite: Equatable, CustomStringConvertible {
    var text: String
    var target: Target
    var kind: SiteKind
    var major: Int32 = 0
    var minor: Int32 = 0
    var isKey = false

    var description: String {
        "\(text.debugDescription) \(target.rawValue) \(kind) \(major)/\(minor)\(isKey ? " key" : "")"
    }
}

extension PathTable {
    func scanned(
        _ json: String, options: JSONOptions = .request, event: String? = nil
    ) throws -> PayloadScan {
        try scanned(Array(json.utf8), options: options, event: event)
    }

    func scanned(
        _ json: [UInt8], options: JSONOptions = .request, event: String? = nil
    ) throws -> PayloadScan {
        var scan = PayloadScan()
        if let event {
            let name = Array(event.utf8)
            try self.scan(json.span, options: options, eventType: name.span, into: &scan)
        } else {
            try self.scan(json.span, options: options, into: &scan)
        }
        return scan
    }

    func sites(_ json: String, options: JSONOptions = .request) throws -> [SeenSite] {
        let bytes = Array(json.utf8)
        return try scanned(bytes, options: options).sites.map { site in
            SeenSite(
                text: String(decoding: bytes.text(of: site), as: UTF8.self), target: site.target,
                kind: site.kind, major: site.channel.major, minor: site.channel.minor,
                isKey: site.isKey)
        }
    }
}

extension [UInt8] {
    init(_ text: String) {
        self = Array(text.utf8)
    }

    var isUTF8: Bool { UTF8Repair.isValid(span) }

    /// The decoded text of a site of this payload.
    func text(of site: TextSite) -> [UInt8] {
        var text: [UInt8] = []
        JSONText.decode(span, site.range, into: &text)
        return text
    }

    func string(_ range: Range<Int>) -> String {
        String(decoding: self[range], as: UTF8.self)
    }
}

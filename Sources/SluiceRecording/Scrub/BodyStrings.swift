/// Finds the texts of a body: every JSON string by itself, and those together that events continue.
///
/// It asks nothing of the body: what is no JSON, or JSON that was cut off, is read as far as it goes. Strings belong
/// together when the same path leads to them; once for all of them, and once for those that are past the same values of
/// the members that number texts.
struct BodyStrings {
    /// The members whose values tell running texts apart.
    private static let numbering: Set<[UInt8]> = Set(
        ["index", "output_index", "content_index", "summary_index", "type", "item_id"].map { Array($0.utf8) })

    /// The texts, the body as it stands first.
    private(set) var texts: [BodyText]
    /// Where the JSON strings stand, in ascending order.
    private var strings: [Range<Int>] = []

    private let body: [UInt8]
    private var index: Int
    /// Where the payload that is read ends.
    private var end = 0
    private var found: [(path: [UInt8], range: Range<Int>)] = []
    private var marks: [UInt8] = []
    private var running: [[UInt8]: BodyText] = [:]
    private var order: [[UInt8]] = []

    init(_ body: [UInt8]) {
        self.body = body
        index = 0
        var whole = BodyText()
        whole.isWhole = true
        whole.append(body, 0..<body.count)
        texts = [whole]
        let first = body.first { $0 > 0x20 }
        if first == UInt8(ascii: "{") || first == UInt8(ascii: "[") {
            end = body.count
            while index < end { payload() }
        } else {
            lines()
        }
        for path in order {
            guard let text = running[path] else { continue }
            texts.append(text)
        }
        texts += texts.compactMap(\.unescaped)
    }

    /// Whether a stretch of the body lies in one string, or in none: what crosses the edge of one is no text.
    func isText(_ raw: Range<Int>) -> Bool {
        var lower = 0
        var upper = strings.count
        while lower < upper {
            let middle = (lower + upper) / 2
            if strings[middle].upperBound <= raw.lowerBound { lower = middle + 1 } else { upper = middle }
        }
        guard strings.indices.contains(lower) else { return true }
        let next = strings[lower]
        return next.lowerBound >= raw.upperBound
            || next.lowerBound <= raw.lowerBound && raw.upperBound <= next.upperBound
    }

    /// The data of server-sent events, and whatever else stands line by line.
    private mutating func lines() {
        var start = 0
        while start < body.count {
            let stop = body[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? body.count
            if let brace = body[start..<min(stop, start + 16)].firstIndex(where: { $0 == 0x7B || $0 == 0x5B })
            {
                index = brace
                end = stop
                while index < end { payload() }
            }
            start = stop + 1
        }
    }

    /// Reads one JSON value, or steps over a byte that begins none.
    private mutating func payload() {
        found.removeAll(keepingCapacity: true)
        marks.removeAll(keepingCapacity: true)
        value([], depth: 0)
        strings += found.map(\.range).sorted { $0.lowerBound < $1.lowerBound }
        for (path, range) in found {
            var text = BodyText()
            text.append(body, range)
            texts.append(text)
            for key in marks.isEmpty ? [path] : [path, path + marks] {
                if running[key] == nil { order.append(key) }
                running[key, default: BodyText()].append(text)
            }
        }
    }

    private mutating func value(_ path: [UInt8], depth: Int) {
        skipBlanks()
        guard index < end else { return }
        switch body[index] {
        case UInt8(ascii: "\""):
            if let range = string() { found.append((path, range)) }
        case UInt8(ascii: "{") where depth < 128:
            index += 1
            members(path, depth: depth)
        case UInt8(ascii: "[") where depth < 128:
            index += 1
            elements(path, depth: depth)
        default: index += 1
        }
    }

    private mutating func members(_ path: [UInt8], depth: Int) {
        while true {
            skipBlanks()
            guard index < end else { return }
            switch body[index] {
            case UInt8(ascii: "}"):
                index += 1
                return
            case UInt8(ascii: "\""):
                guard let name = string() else { return }
                found.append((path + [0x01], name))
                skipBlanks()
                guard index < end, body[index] == UInt8(ascii: ":") else { continue }
                index += 1
                let key = Array(body[name])
                let start = index
                value(path + [0x2F] + key, depth: depth + 1)
                skipScalar()
                if Self.numbering.contains(key) {
                    marks += [0x00] + path + body[start..<min(index, start + 64)]
                }
            default: index += 1
            }
        }
    }

    private mutating func elements(_ path: [UInt8], depth: Int) {
        var number = 0
        while true {
            skipBlanks()
            guard index < end else { return }
            switch body[index] {
            case UInt8(ascii: "]"):
                index += 1
                return
            case UInt8(ascii: ","):
                index += 1
                number += 1
            default: value(path + Array("[\(number)]".utf8), depth: depth + 1)
            }
        }
    }

    /// Takes a string; nil when it never ends.
    private mutating func string() -> Range<Int>? {
        let start = index + 1
        index = start
        while index < end, body[index] != UInt8(ascii: "\"") {
            index += body[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        guard index < end else {
            index = end
            return start < end ? start..<end : nil
        }
        defer { index += 1 }
        return start..<index
    }

    private mutating func skipBlanks() {
        while index < end, [0x20, 0x09, 0x0A, 0x0D].contains(body[index]) { index += 1 }
    }

    /// Passes over the rest of a number or a word.
    private mutating func skipScalar() {
        while index < end, !",]}\"{[ \n\r\t".utf8.contains(body[index]) { index += 1 }
    }
}

/// The strings of a JSON text with their paths, found without any of the code under test.
struct JSONStrings {
    /// One string.
    struct Found {
        /// Keys and `[]`, as in `choices[].delta.content`; a key itself is `choices[]{}`.
        var path: String
        /// Between the quotes.
        var range: Range<Int>
        /// The `type` or `role` beside it, which may decide what it is.
        var neighbour: String
        /// Whether it stands there as it is: no JSON string.
        var isPlain = false

        var isKey: Bool { path.hasSuffix("{}") }

        func isLike(_ other: Found) -> Bool { path == other.path && neighbour == other.neighbour }
    }

    private(set) var all: [Found] = []
    /// The numbers called `index`, by path, and the event's own type: which running text a delta belongs to.
    private(set) var indices: [String: String] = [:]
    private let bytes: [UInt8]
    private var position: Int
    private let end: Int

    init(_ bytes: [UInt8], in range: Range<Int>? = nil) {
        self.bytes = bytes
        position = range?.lowerBound ?? 0
        end = range?.upperBound ?? bytes.count
        value("")
    }

    private mutating func skipBlanks() {
        while position < end, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[position]) { position += 1 }
    }

    private mutating func value(_ path: String, neighbour: String = "") {
        skipBlanks()
        guard position < end else { return }
        switch bytes[position] {
        case UInt8(ascii: "{"): object(path)
        case UInt8(ascii: "["): array(path)
        case UInt8(ascii: "\""): all.append(Found(path: path, range: string(), neighbour: neighbour))
        default: while position < end, !",]} \n\r\t".utf8.contains(bytes[position]) { position += 1 }
        }
    }

    private mutating func string() -> Range<Int> {
        position += 1
        let start = position
        while position < end, bytes[position] != UInt8(ascii: "\"") {
            position += bytes[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        position = min(position, end)
        defer { position = min(position + 1, end) }
        return start..<position
    }

    private mutating func array(_ path: String) {
        position += 1
        while position < end {
            skipBlanks()
            guard position < end, bytes[position] != UInt8(ascii: "]") else { break }
            if bytes[position] == UInt8(ascii: ",") { position += 1 } else { value(path + "[]") }
        }
        position = min(position + 1, end)
    }

    private mutating func object(_ path: String) {
        position += 1
        let first = all.count
        var neighbour = ""
        while position < end {
            skipBlanks()
            guard position < end, bytes[position] != UInt8(ascii: "}") else { break }
            guard bytes[position] == UInt8(ascii: "\"") else {
                position += 1
                continue
            }
            let key = string()
            let name = String(decoding: bytes[key], as: UTF8.self)
            all.append(Found(path: path + "{}", range: key, neighbour: ""))
            while position < end, bytes[position] != UInt8(ascii: ":") { position += 1 }
            position += 1
            skipBlanks()
            let start = position
            let inner = path.isEmpty ? name : "\(path).\(name)"
            value(inner)
            let text = String(decoding: bytes[min(start, position)..<position], as: UTF8.self)
            if name == "type" || name == "role" { neighbour += " " + text }
            if name == "index" || name == "output_index" { indices[path] = text }
            if name == "type" && path.isEmpty { indices["type"] = text }
        }
        position = min(position + 1, end)
        for index in all.indices.dropFirst(first) where all[index].neighbour.isEmpty {
            all[index].neighbour = neighbour
        }
    }
}

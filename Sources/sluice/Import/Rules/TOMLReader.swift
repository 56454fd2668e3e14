/// Reads the part of TOML 1.0 that configurations of rules use.
///
/// Tables and arrays of tables, keys with dots in table heads, strings of all four kinds, numbers, booleans, arrays over
/// several lines, comments. Inline tables, dates and dotted keys of values are refused.
package struct TOMLReader {
    let bytes: [UInt8]
    var position = 0

    private init(_ text: String) {
        bytes = Array(text.utf8)
    }

    /// The file's table.
    package static func read(_ text: String) throws(TOMLFault) -> TOMLTable {
        var reader = TOMLReader(text)
        var root: TOMLTable = [:]
        var path: [String] = []
        while reader.skipToContent() {
            if reader.next == UInt8(ascii: "[") {
                let isElement = reader.takes("[[")
                if !isElement { reader.position += 1 }
                path = try reader.path(until: isElement ? "]]" : "]")
                if isElement {
                    Self.append(path[...], to: &root)
                } else {
                    Self.change(path[...], in: &root) { _ in }
                }
            } else {
                let key = try reader.key()
                reader.skipBlanks()
                guard reader.takes("=") else { throw reader.fault("`=` is missing behind the key `\(key)`") }
                let value = try reader.value()
                Self.change(path[...], in: &root) { $0[key] = value }
            }
            try reader.endLine()
        }
        return root
    }

    /// Changes a table, the last one where the path leads to an array of tables.
    private static func change(
        _ path: ArraySlice<String>, in table: inout TOMLTable, _ body: (inout TOMLTable) -> Void
    ) {
        guard let first = path.first else { return body(&table) }
        if case .array(var elements)? = table[first], case .table(var last)? = elements.last {
            change(path.dropFirst(), in: &last, body)
            elements[elements.count - 1] = .table(last)
            table[first] = .array(elements)
            return
        }
        var inner: TOMLTable = [:]
        if case .table(let known)? = table[first] { inner = known }
        change(path.dropFirst(), in: &inner, body)
        table[first] = .table(inner)
    }

    private static func append(_ path: ArraySlice<String>, to table: inout TOMLTable) {
        guard let last = path.last else { return }
        change(path.dropLast(), in: &table) { parent in
            var elements: [TOMLValue] = []
            if case .array(let known)? = parent[last] { elements = known }
            parent[last] = .array(elements + [.table([:])])
        }
    }

    func fault(_ problem: String) -> TOMLFault {
        TOMLFault(line: 1 + bytes[..<min(position, bytes.count)].count { $0 == 0x0A }, problem: problem)
    }

    var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    mutating func takes(_ text: String) -> Bool {
        guard bytes[position...].starts(with: text.utf8) else { return false }
        position += text.utf8.count
        return true
    }

    mutating func skipBlanks() {
        while let byte = next, byte == 0x20 || byte == 0x09 || byte == 0x0D { position += 1 }
    }

    /// Goes on to what is neither blank nor comment; false at the end.
    mutating func skipToContent() -> Bool {
        while let byte = next {
            if byte == UInt8(ascii: "#") {
                while let byte = next, byte != 0x0A { position += byte == 0x0A ? 0 : 1 }
            } else if byte <= 0x20 {
                position += 1
            } else {
                return true
            }
        }
        return false
    }

    private mutating func endLine() throws(TOMLFault) {
        skipBlanks()
        guard let byte = next, byte != 0x0A, byte != UInt8(ascii: "#") else { return }
        throw fault("something stands behind the value")
    }

    private mutating func path(until end: String) throws(TOMLFault) -> [String] {
        var path: [String] = []
        repeat {
            skipBlanks()
            path.append(try key())
            skipBlanks()
        } while takes(".")
        guard takes(end) else { throw fault("`\(end)` is missing") }
        return path
    }

    private mutating func key() throws(TOMLFault) -> String {
        if next == UInt8(ascii: "\"") || next == UInt8(ascii: "'") {
            return try value().text ?? ""
        }
        let start = position
        while let byte = next, Self.isWord(byte) { position += 1 }
        guard position > start else { throw fault("a key is missing") }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

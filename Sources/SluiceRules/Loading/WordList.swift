import SluiceWire

/// The phrases of a word list file.
///
/// One phrase on a line; a line that begins with `#` is a comment; a tab may be followed by tags with commas between
/// them; spaces around a phrase don't count. LF and CRLF end a line.
struct WordList {
    struct Entry {
        var phrase: String
        var origin: KeywordOrigin
    }

    let entries: [Entry]

    /// Reads a list's bytes.
    ///
    /// - Returns: nil when they are no UTF-8.
    init?(path: String, bytes: [UInt8]) {
        let content = ByteOrderMark.dropped(from: bytes)
        var entries: [Entry] = []
        let lines = content.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() where line.first != UInt8(ascii: "#") {
            let parts = line.split(
                separator: UInt8(ascii: "\t"), maxSplits: 1, omittingEmptySubsequences: false)
            guard let phrase = String(validating: Self.trim(parts[0]), as: UTF8.self) else { return nil }
            guard !phrase.isEmpty else { continue }
            var tags: [String] = []
            if parts.count > 1 {
                for tag in parts[1].split(separator: UInt8(ascii: ",")) {
                    guard let text = String(validating: Self.trim(tag), as: UTF8.self) else { return nil }
                    if !text.isEmpty { tags.append(text) }
                }
            }
            let location = SourceLocation(file: path, line: index + 1, column: 1)
            entries.append(Entry(phrase: phrase, origin: KeywordOrigin(location: location, tags: tags)))
        }
        self.entries = entries
    }

    private static func trim(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let isSpace: (UInt8) -> Bool = {
            $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") || $0 == UInt8(ascii: "\t")
        }
        guard let first = bytes.firstIndex(where: { !isSpace($0) }),
            let last = bytes.lastIndex(where: { !isSpace($0) })
        else { return [] }
        return bytes[first...last]
    }
}

/// The words of a plain list, sorted into those for a rule and those for a person to look at.
package struct ImportedWords {
    /// A word and the tags behind it.
    package struct Word: Equatable {
        package let text: String
        package let tags: [String]
    }

    /// The words for the rule, in the order of the list.
    package private(set) var words: [Word] = []
    /// Words that hit too much: of one character, or of at most three ASCII letters or digits.
    package private(set) var review: [Word] = []
    /// How many words were left out because they are longer than a rule has any use for.
    package private(set) var long = 0
    /// The lines that held a word.
    package private(set) var lines = 0
    /// Words that were there before, but for case and width.
    package private(set) var duplicates = 0

    /// The longest word, in code points: a stream holds as much where one begins, and searching costs as much.
    package static let longest = 1000

    package init(_ lines: some Sequence<Substring>) {
        var seen: Set<String> = []
        for line in lines {
            guard let word = Self.word(of: line) else { continue }
            self.lines += 1
            guard word.text.unicodeScalars.count <= Self.longest else {
                long += 1
                continue
            }
            guard seen.insert(Self.folded(word.text)).inserted else {
                duplicates += 1
                continue
            }
            if Self.isShort(word.text) { review.append(word) } else { words.append(word) }
        }
    }

    /// A line's word; nil for an empty line and for a comment.
    private static func word(of line: Substring) -> Word? {
        let trimmed = trim(line)
        guard !trimmed.isEmpty, !trimmed.hasPrefix("#") else { return nil }
        if let tab = trimmed.firstIndex(of: "\t") {
            return Word(text: trim(trimmed[..<tab]), tags: tags(of: trimmed[trimmed.index(after: tab)...]))
        }
        // A blank separates tags only behind a word without blanks in a script without them.
        let parts = trimmed.split(separator: " ", omittingEmptySubsequences: true)
        guard parts.count == 2, parts[0].unicodeScalars.allSatisfy({ !$0.isASCII }),
            parts[1].unicodeScalars.allSatisfy({ $0.isASCII || $0 == "，" })
        else { return Word(text: trimmed, tags: []) }
        return Word(text: String(parts[0]), tags: tags(of: parts[1]))
    }

    private static func tags(of text: Substring) -> [String] {
        text.split { $0 == "," || $0 == "，" || $0 == "\t" || $0 == " " }.map(String.init)
            .filter { Double($0) == nil }
    }

    private static func trim(_ text: Substring) -> String {
        let isBlank: (Character) -> Bool = { $0.isWhitespace || $0 == "\u{FEFF}" }
        let head = text.drop(while: isBlank)
        let end = head.lastIndex { !isBlank($0) }.map { head.index(after: $0) } ?? head.startIndex
        return String(head[..<end])
    }

    /// The word in lower case and half width, for comparing.
    private static func folded(_ word: String) -> String {
        String(
            String.UnicodeScalarView(
                word.unicodeScalars.map { scalar in
                    (0xFF01...0xFF5E).contains(scalar.value)
                        ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar
                })
        ).lowercased()
    }

    private static func isShort(_ word: String) -> Bool {
        let scalars = word.unicodeScalars
        return scalars.count == 1 || scalars.count <= 3 && scalars.allSatisfy(\.isASCII)
    }
}

/// Cuts a running text that is itself JSON, such as the arguments of a tool call, into the texts it holds.
///
/// Every string is a text of its own, unescaped, and so is every run between strings that is neither blank nor
/// punctuation (a number, a literal, or prose where JSON was promised). So an escape can't hide a word, and an edit
/// stays inside one token. Purely lexical: it never fails, and where the fragments are cut makes no difference.
package struct NestedJSONLexer: Sendable {
    /// What the lexer reports, in the order of the bytes.
    package enum Token: Sendable, Equatable {
        /// A text begins.
        case begin(isString: Bool)
        /// Bytes of the text, one to one: the next `count` bytes of the decoded sink stand at `raw` and after.
        case plain(count: Int, raw: Int)
        /// One escape: the next `count` bytes of the decoded sink stand for the raw bytes.
        case escape(count: Int, raw: Range<Int>)
        /// The text ends.
        case end
    }

    private enum State: Sendable {
        case outside
        case run
        case string
    }

    /// The bytes seen so far.
    package private(set) var length = 0
    /// Where the escape began whose rest hasn't come yet; nil when there is none.
    package var pendingStart: Int? { pending.isEmpty ? nil : length - pending.count }

    private var state = State.outside
    private var pending: [UInt8] = []

    package init() {}

    /// Takes a fragment; appends the tokens it completes, and their decoded bytes.
    package mutating func append(
        _ fragment: Span<UInt8>, tokens: inout [Token], decoded: inout [UInt8]
    ) {
        var index = 0
        var plainStart = 0
        let base = length
        while index < fragment.count {
            let byte = fragment[index]
            if !pending.isEmpty {
                let consumed = continueEscape(byte, at: base + index, tokens: &tokens, decoded: &decoded)
                plainStart = consumed ? index + 1 : index
                if consumed { index += 1 }
                continue
            }
            switch state {
            case .outside:
                if byte == UInt8(ascii: "\"") {
                    state = .string
                    tokens.append(.begin(isString: true))
                    plainStart = index + 1
                } else if !Self.isStructural(byte) && !Self.isBlank(byte) {
                    state = .run
                    tokens.append(.begin(isString: false))
                    plainStart = index
                }
            case .run:
                if byte == UInt8(ascii: "\"") || Self.isStructural(byte) {
                    Self.copy(fragment, plainStart..<index, base: base, tokens: &tokens, decoded: &decoded)
                    tokens.append(.end)
                    state = .outside
                    continue
                }
            case .string:
                if byte == UInt8(ascii: "\"") {
                    Self.copy(fragment, plainStart..<index, base: base, tokens: &tokens, decoded: &decoded)
                    tokens.append(.end)
                    state = .outside
                } else if byte == UInt8(ascii: "\\") {
                    Self.copy(fragment, plainStart..<index, base: base, tokens: &tokens, decoded: &decoded)
                    pending.append(byte)
                    plainStart = index + 1
                }
            }
            index += 1
        }
        if state != .outside && pending.isEmpty {
            Self.copy(fragment, plainStart..<fragment.count, base: base, tokens: &tokens, decoded: &decoded)
        }
        length += fragment.count
    }

    /// The running text is over: an unfinished escape counts as it stands.
    package mutating func finish(tokens: inout [Token], decoded: inout [UInt8]) {
        if pending.count >= 6 {
            settlePending(start: length - pending.count, tokens: &tokens, decoded: &decoded)
        }
        if !pending.isEmpty { flushPending(raw: length - pending.count, tokens: &tokens, decoded: &decoded) }
        if state != .outside { tokens.append(.end) }
        state = .outside
    }

    /// Takes one byte behind a backslash.
    ///
    /// - Returns: Whether the byte belonged to the escape.
    private mutating func continueEscape(
        _ byte: UInt8, at raw: Int, tokens: inout [Token], decoded: inout [UInt8]
    ) -> Bool {
        let start = raw - pending.count
        switch pending.count {
        case 1 where byte != UInt8(ascii: "u"):
            guard let value = Self.simpleEscape(byte) else {
                flushPending(raw: start, tokens: &tokens, decoded: &decoded)
                return false
            }
            emit([value], raw: start..<(raw + 1), tokens: &tokens, decoded: &decoded)
            return true
        case 1:
            pending.append(byte)
            return true
        case 7 where byte == UInt8(ascii: "u"):
            pending.append(byte)
            return true
        case 6 where byte == UInt8(ascii: "\\"):
            pending.append(byte)
            return true
        case 2...5, 8...11:
            guard byte.hexadecimalValue != nil else {
                settlePending(start: start, tokens: &tokens, decoded: &decoded)
                return false
            }
            pending.append(byte)
            if pending.count == 6 && !Self.isHighSurrogate(unit(at: 2)) || pending.count == 12 {
                settlePending(start: start, tokens: &tokens, decoded: &decoded)
            }
            return true
        default:
            settlePending(start: start, tokens: &tokens, decoded: &decoded)
            return false
        }
    }

    /// Decodes what stands in `pending` as far as it is an escape; the rest counts as plain bytes or is read anew.
    private mutating func settlePending(start: Int, tokens: inout [Token], decoded: inout [UInt8]) {
        guard pending.count >= 6 else { return flushPending(raw: start, tokens: &tokens, decoded: &decoded) }
        let first = unit(at: 2)
        if pending.count == 12 {
            let second = unit(at: 8)
            if Self.isHighSurrogate(first) && second >= 0xDC00 && second <= 0xDFFF {
                let scalar = 0x10000 + ((first - 0xD800) << 10) + (second - 0xDC00)
                emit(Self.utf8(scalar), raw: start..<(start + 12), tokens: &tokens, decoded: &decoded)
                return
            }
        }
        let rest = Array(pending[6...])
        emit(Self.utf8(first), raw: start..<(start + 6), tokens: &tokens, decoded: &decoded)
        for (offset, byte) in rest.enumerated() {
            if offset == 0 {
                pending = [byte]
            } else {
                _ = continueEscape(byte, at: start + 6 + offset, tokens: &tokens, decoded: &decoded)
            }
        }
    }

    private mutating func flushPending(raw: Int, tokens: inout [Token], decoded: inout [UInt8]) {
        decoded.append(contentsOf: pending)
        tokens.append(.plain(count: pending.count, raw: raw))
        pending.removeAll(keepingCapacity: true)
    }

    private mutating func emit(
        _ bytes: [UInt8], raw: Range<Int>, tokens: inout [Token], decoded: inout [UInt8]
    ) {
        decoded.append(contentsOf: bytes)
        tokens.append(.escape(count: bytes.count, raw: raw))
        pending.removeAll(keepingCapacity: true)
    }

    private static func copy(
        _ fragment: Span<UInt8>, _ range: Range<Int>, base: Int, tokens: inout [Token], decoded: inout [UInt8]
    ) {
        guard !range.isEmpty else { return }
        for position in range { decoded.append(fragment[position]) }
        tokens.append(.plain(count: range.count, raw: base + range.lowerBound))
    }

    private func unit(at offset: Int) -> UInt32 {
        pending[offset..<(offset + 4)].reduce(0) { $0 << 4 | UInt32($1.hexadecimalValue ?? 0) }
    }
}

import Glibc

/// The payload that a scan has read last, as a template for the next one.
///
/// Why it exists: the events of a stream differ in little more than one text, and reading each with the scanner was the
/// largest single cost of a frame. How it works: the payload's bytes are kept with the place of its last running text, the
/// *pivot*. If the next payload has the same bytes before the pivot and behind it, and a string stands between them, then
/// the scanner would find the same again, with all that stands behind the pivot moved by the difference of the two
/// texts' lengths. Why it is safe: outside a string the grammar doesn't look into it, no member that anything depends
/// on is a running text, and the string itself is read by the scanner's own lexer. Whatever differs in any other way is
/// read in full.
struct ScanTemplate: Sendable {
    private var payload: [UInt8] = []
    private var eventType: [UInt8] = []
    private var options = JSONOptions.request
    private var program: PathProgram?
    /// The index of the pivot among the sites.
    private(set) var pivot = 0
    /// The raw bytes of the pivot's string; its quotes stand around it.
    private var text = 0..<0

    /// Longer payloads are no templates: they are rare, and the memory for them would stay.
    private static let longestPayload = 2048

    /// Forgets the payload.
    mutating func removeAll() {
        program = nil
    }

    /// Takes what a scan has found in a payload.
    mutating func take(
        _ payload: Span<UInt8>, _ eventType: Span<UInt8>?, _ options: JSONOptions, _ program: PathProgram,
        _ sites: [TextSite]
    ) {
        self.program = nil
        guard payload.count <= Self.longestPayload,
            let pivot = sites.lastIndex(where: Self.isPivot)
        else { return }
        self.pivot = pivot
        text = sites[pivot].range
        self.payload.removeAll(keepingCapacity: true)
        payload.append(to: &self.payload)
        self.eventType.removeAll(keepingCapacity: true)
        eventType?.append(to: &self.eventType)
        self.options = options
        self.program = program
    }

    /// Whether a site is a text that the dialect names: any other string might tell what the rest of the payload is.
    private static func isPivot(_ site: TextSite) -> Bool {
        site.kind == .delta && site.channel.entry != ChannelKey.unnamed && !site.isKey && !site.isBare
    }

    /// The text that stands in the pivot's place of a payload that differs in nothing else; `nil` if it does.
    mutating func match(
        _ payload: Span<UInt8>, _ eventType: Span<UInt8>?, _ options: JSONOptions, _ program: PathProgram
    ) -> (range: Range<Int>, isEscaped: Bool)? {
        guard self.program === program, self.options == options,
            payload.count > self.payload.count - text.count, payload.count <= Self.longestPayload,
            isOfSameType(eventType)
        else { return nil }
        let rest = self.payload.count - text.upperBound
        let found: (Range<Int>, Bool)? = unsafe payload.withUnsafeBufferPointer { bytes in
            unsafe self.payload.withUnsafeBufferPointer { known in
                guard let base = bytes.baseAddress, let template = known.baseAddress,
                    unsafe memcmp(base, template, text.lowerBound) == 0,
                    unsafe memcmp(base + bytes.count - rest, template + text.upperBound, rest) == 0
                else { return nil }
                var isEscaped = false
                let lexer = unsafe JSONLexer(base: base, count: bytes.count, options: options)
                guard let end = try? lexer.endOfString(text.lowerBound, &isEscaped),
                    end == bytes.count - rest,
                    end > text.lowerBound
                else { return nil }
                return (text.lowerBound..<end, isEscaped)
            }
        }
        guard let found else { return nil }
        self.payload.removeAll(keepingCapacity: true)
        payload.append(to: &self.payload)
        text = found.0
        return found
    }

    private func isOfSameType(_ eventType: Span<UInt8>?) -> Bool {
        guard let eventType else { return self.eventType.isEmpty }
        guard eventType.count == self.eventType.count else { return false }
        return eventType.indices.allSatisfy { eventType[$0] == self.eventType[$0] }
    }
}

import SluiceWire

/// Follows a stream as a strict client of its dialect does, and notes where it breaks the dialect's rules.
struct StreamGrammar: Sendable {
    /// The first broken rule.
    private(set) var fault: String?
    private var open: Set<Int32> = []
    private var finished: Set<Int32> = []
    private var hasStarted = false
    private var hasFinish = false
    private var hasEnded = false
    private var hasError = false
    private let kind: Kind

    private enum Kind {
        case chunks
        case anthropic
        case responses
        /// Without a terminator.
        case candidates
        /// The last one says that it is done.
        case lines
    }

    init(_ dialect: any Dialect) {
        switch dialect.name {
        case DialectNames.messages: kind = .anthropic
        case DialectNames.responses: kind = .responses
        case DialectNames.gemini: kind = .candidates
        case DialectNames.ollamaChat: kind = .lines
        default: kind = .chunks
        }
    }

    /// Whether everything that was begun has ended, and the stream said so, or an error did.
    var isComplete: Bool {
        if hasError { return true }
        switch kind {
        case .chunks: return hasEnded && open.isEmpty
        case .anthropic: return hasEnded && open.isEmpty && (hasFinish || !hasStarted)
        case .responses, .lines: return hasEnded
        case .candidates: return !finished.isEmpty && open.isEmpty
        }
    }

    /// The event that ends a stream and is no JSON.
    mutating func takeTerminator() {
        if hasEnded { note("an event after the end") }
        hasEnded = true
    }

    /// An event with JSON.
    mutating func take(_ scan: borrowing PayloadScan, _ payload: Span<UInt8>) {
        if hasEnded { note("an event after the end") }
        switch kind {
        case .chunks, .candidates: takeChunk(scan, payload)
        case .anthropic: takeAnthropic(scan, payload)
        case .responses: takeResponse(scan, payload)
        case .lines: takeLine(scan, payload)
        }
    }

    mutating func note(_ what: String) {
        fault = fault ?? what
    }

    private mutating func takeChunk(_ scan: borrowing PayloadScan, _ payload: Span<UInt8>) {
        if scan.values.contains(where: { $0.name == .error && payload.isFilled($0.range) }) {
            hasError = true
        }
        for value in scan.values where value.name == .choice {
            if !finished.contains(value.major) { open.insert(value.major) }
        }
        for site in scan.sites
        where site.kind == .delta && site.target != .responseOther && !site.range.isEmpty && !site.isMirror {
            if finished.contains(site.channel.major) {
                note("text after the finish of choice \(site.channel.major)")
            }
        }
        for value in scan.values where value.name == .finishReason && payload.isFilled(value.range) {
            open.remove(value.major)
            finished.insert(value.major)
        }
    }

    private mutating func takeLine(_ scan: borrowing PayloadScan, _ payload: Span<UInt8>) {
        for value in scan.values {
            if value.name == .error, payload.isFilled(value.range) { hasError = true }
            if value.name == .finishReason, payload.isTrue(value.range) { hasEnded = true }
        }
    }

    /// Items begin and end once; the response ends last.
    ///
    /// A call that a block broke off is never done.
    private mutating func takeResponse(_ scan: borrowing PayloadScan, _ payload: Span<UInt8>) {
        let index = scan.values.first { $0.name == .outputIndex }.flatMap { payload.integer($0.range) } ?? 0
        let type = scan.values.first { $0.name == .eventType }.flatMap { payload.string($0.range) } ?? ""
        switch type {
        case "response.output_item.added":
            if finished.contains(index) || !open.insert(index).inserted {
                note("item \(index) is added twice")
            }
        case "response.output_item.done":
            if open.remove(index) == nil { note("item \(index) is done and wasn't open") }
            finished.insert(index)
        case "response.completed", "response.incomplete", "response.failed":
            hasEnded = true
        case "error":
            hasError = true
        default:
            if type.hasSuffix(".delta"), scan.values.contains(where: { $0.name == .outputIndex }),
                !open.contains(index)
            {
                note("a delta for item \(index), which isn't open")
            }
        }
    }

    private mutating func takeAnthropic(_ scan: borrowing PayloadScan, _ payload: Span<UInt8>) {
        let index = scan.values.first { $0.name == .blockIndex }.flatMap { payload.integer($0.range) } ?? 0
        switch scan.values.first(where: { $0.name == .eventType }).map({ payload.string($0.range) }) {
        case "message_start":
            if hasStarted { note("a second message_start") }
            hasStarted = true
        case "content_block_start":
            if !hasStarted || !open.insert(index).inserted { note("block \(index) is started out of order") }
        case "content_block_delta":
            if !open.contains(index) { note("a delta for block \(index), which isn't open") }
        case "content_block_stop":
            if open.remove(index) == nil { note("block \(index) is stopped and wasn't open") }
        case "message_delta":
            let reasons = scan.values.filter { $0.name == .stopReason }
            if reasons.contains(where: { payload.isFilled($0.range) }) { hasFinish = true }
        case "message_stop":
            hasEnded = true
        case "error":
            hasError = true
        default:
            break
        }
    }
}

extension Span where Element == UInt8 {
    /// The text of a raw string without escapes; nil when it is anything else.
    fileprivate func string(_ range: Range<Int>) -> String? {
        guard range.count >= 2, self[range.lowerBound] == UInt8(ascii: "\"") else { return nil }
        return String(decoding: bytes((range.lowerBound + 1)..<(range.upperBound - 1)), as: UTF8.self)
    }

    fileprivate func integer(_ range: Range<Int>) -> Int32? {
        Int32(String(decoding: bytes(range), as: UTF8.self))
    }

    /// Whether the raw value is neither `null` nor an empty string.
    fileprivate func isFilled(_ range: Range<Int>) -> Bool {
        range.count > 2 && self[range.lowerBound] != UInt8(ascii: "n")
    }

    fileprivate func isTrue(_ range: Range<Int>) -> Bool { bytes(range).elementsEqual("true".utf8) }

    private func bytes(_ range: Range<Int>) -> [UInt8] {
        range.map { self[$0] }
    }
}

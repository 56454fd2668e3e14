import SluiceRules
import SluiceWire

/// Collects an answer up to a cap and judges it whole.
struct WholeAnswerFilter: Sendable {
    private let options: FilterResponse.Options
    private let isError: Bool
    private let family: MediaType.Family
    private var body: [UInt8] = []
    /// How far the body was searched for a second line; nil when it is known to be one value.
    private var searched: Int? = 0
    /// Where the first line ends.
    private var firstLine: Int?

    init(options: FilterResponse.Options, isError: Bool, _ family: MediaType.Family) {
        self.options = options
        self.isError = isError
        self.family = family
    }

    /// How much has been collected.
    var heldBytes: Int { body.count }

    mutating func push(_ bytes: Span<UInt8>) -> FilterStep {
        guard body.count + bytes.count <= options.maximumAnswerBytes else { return .refuse(.largeAnswer) }
        body.append(bytes)
        return .more
    }

    /// Takes the first bytes, without copying them.
    mutating func push(_ first: consuming [UInt8]) -> FilterStep {
        guard first.count <= options.maximumAnswerBytes else { return .refuse(.largeAnswer) }
        body = first
        return .more
    }

    /// The body so far, taken out, if it turns out to be JSON objects, a line each; decided when the second line begins.
    mutating func takeLines(_ table: PathTable) -> [UInt8]? {
        guard let from = searched else { return nil }
        if firstLine == nil { firstLine = body.span.firstIndex(of: 0x0A, from: from) }
        let blanks = body[max(from, firstLine ?? body.count)...]
        guard let next = blanks.firstIndex(where: { !ASCII.isBlank($0) && $0 != 0x0A && $0 != 0x0D }) else {
            searched = body.count
            return nil
        }
        searched = nil
        guard let firstLine, body[next] == UInt8(ascii: "{") else { return nil }
        var scan = PayloadScan()
        do throws(JSONError) {
            try table.scan(body.span.extracting(0..<firstLine), options: .response, into: &scan)
        } catch {
            return nil
        }
        defer { body = [] }
        return body
    }

    mutating func finish(into out: inout [UInt8], _ exchange: inout Exchange) -> FilterStep {
        guard body.span.firstIndex(of: 0) == nil else { return .refuse(.unreadableAnswer) }
        if !UTF8Repair.isValid(body.span) {
            guard family != .unknown && family != .binary else { return .refuse(.unreadableAnswer) }
            var repaired: [UInt8] = []
            UTF8Repair.repair(body.span, into: &repaired)
            body = repaired
        }
        var inspector = TextInspector(rules: exchange.rules)
        let step = judge(into: &out, &exchange, &inspector)
        exchange.record(inspector.findings)
        exchange.record(exceptions: inspector.exceptions)
        if let block = inspector.block {
            return .refuse(exchange.refusal(for: block, otherwise: options.refusalText))
        }
        return step
    }

    private mutating func judge(
        into out: inout [UInt8], _ exchange: inout Exchange, _ inspector: inout TextInspector
    ) -> FilterStep {
        ThreadScan.current.lend { judge(into: &out, &exchange, &inspector, &$0) }
    }

    private mutating func judge(
        into out: inout [UInt8], _ exchange: inout Exchange, _ inspector: inout TextInspector,
        _ scan: inout PayloadScan
    ) -> FilterStep {
        let dialect = exchange.dialect
        let isGeneric = dialect is GenericDialect
        let table = isError ? dialect.errorAnswer : dialect.answer
        do throws(JSONError) {
            let options = JSONOptions.response.naming(passed: exchange.receipt.namesLines)
            try table.scan(body.span, options: options, into: &scan)
        } catch {
            if let lines = JSONLines(
                body, table, isGeneric: isGeneric, namesLines: exchange.receipt.namesLines)
            {
                guard !lines.isBroken else { return .refuse(.unreadableJSON) }
                if options.unknownEvent == .block && !isError && lines.holdsUnknown {
                    return .refuse(.unknownShape)
                }
                let changes = lines.inspect(
                    &inspector, &exchange.receipt, passesUnknown: options.unknownEvent == .pass)
                return give(changes, into: &out, inspector)
            }
            exchange.receipt.count(text: body.count, .responseOther)
            return give(
                inspector.inspect(body.span, target: .responseOther), into: &out, inspector)
        }
        exchange.receipt.count(
            scan, table, isGeneric: isGeneric, passesUnknown: options.unknownEvent == .pass)
        exchange.ledger.noteUsage(scan, payload: body.span)
        let isPassed = { (site: TextSite) in
            options.unknownEvent == .pass && Self.isUnknown(site, isGeneric)
        }
        if options.unknownEvent == .block, !isError,
            scan.sites.contains(where: { Self.isUnknown($0, isGeneric) })
        {
            return .refuse(.unknownShape)
        }
        let changes = inspector.inspect(scan, in: body.span, passing: isPassed)
        guard inspector.block == nil else { return .more }
        guard !changes.isEmpty else {
            if out.isEmpty { swap(&out, &body) } else { out.append(contentsOf: body) }
            return .ended
        }
        changes.apply(to: body.span, into: &out)
        return .ended
    }

    /// Whether no table names a text.
    private static func isUnknown(_ site: TextSite, _ isGeneric: Bool) -> Bool {
        !isGeneric && site.channel.entry == ChannelKey.unnamed && !site.range.isEmpty && site.isText
    }

    /// What is no JSON was read line by line, or as one text.
    private func give(_ changes: [TextEdit], into out: inout [UInt8], _ inspector: TextInspector)
        -> FilterStep
    {
        guard inspector.block == nil else { return .more }
        out.append(contentsOf: changes.isEmpty ? body : body.applying(changes))
        return .ended
    }
}

extension Refusal {
    fileprivate static let largeAnswer = Refusal(
        .responseUninspectable, "The provider's answer is larger than can be inspected.")

    /// The refusal of an answer that is neither text nor of a binary type that is known.
    static let unreadableAnswer = Refusal(
        .responseUninspectable, "The provider's answer is of a type that can't be inspected.")

    /// The refusal of an answer that begins like JSON and is none that this filter reads.
    static let unreadableJSON = Refusal(
        .responseUninspectable, "The provider's answer is not valid JSON, so it can't be inspected.")

    /// The refusal of an answer in a shape that `unknown_event: block` doesn't let pass.
    static let unknownShape = Refusal(
        .responseUninspectable,
        "The provider's answer holds text in a shape that this filter doesn't know or can't read.")
}

import SluiceWire

/// A text whose lines are JSON: a list of requests, or of answers.
struct JSONLines {
    private let text: [UInt8]
    private let table: PathTable
    private let options: JSONOptions
    private let side: Target.Side
    private let lines: [Range<Int>]
    /// The first line that is no JSON; such lines are read as text.
    let broken: Range<Int>?

    /// Nil when the text doesn't begin like JSON, or none of its lines is.
    init?(_ text: [UInt8], _ table: PathTable, _ side: Target.Side) {
        let options = side == .request ? JSONOptions.request : .response
        let first = text.first { !ASCII.isBlank($0) && $0 != 0x0A && $0 != 0x0D }
        guard first == UInt8(ascii: "{") || first == UInt8(ascii: "[") else { return nil }
        if Self.isJSON(text.span, table, options) {
            lines = [0..<text.count]
            broken = nil
        } else {
            lines = text.split(separator: 0x0A).map { $0.startIndex..<$0.endIndex }
                .filter { line in text[line].contains { !ASCII.isBlank($0) && $0 != 0x0D } }
            broken = lines.first { !Self.isJSON(text.span.extracting($0), table, options) }
            guard broken != lines.first else { return nil }
        }
        self.text = text
        self.table = table
        self.options = options
        self.side = side
    }

    /// What changes, as edits of whole lines.
    func inspect(_ inspector: inout TextInspector) -> [TextEdit] {
        var changes: [TextEdit] = []
        for line in lines {
            let payload = text.span.extracting(line)
            guard let scan = scan(payload) else {
                let found = inspector.inspect(payload, target: side.other)
                changes += found.map { $0.moved(by: line.lowerBound) }
                continue
            }
            var edits: [(site: TextSite, edits: [TextEdit])] = []
            for site in scan.sites where site.kind != .opaque && site.kind != .padding {
                let found = inspector.inspect(site, in: payload)
                if !found.isEmpty { edits.append((site, found)) }
            }
            guard !edits.isEmpty else { continue }
            var edited: [UInt8] = []
            JSONEditor.apply(edits, dropping: scan.droppable, to: payload, into: &edited)
            changes.append(TextEdit(range: line, replacement: edited))
        }
        return changes
    }

    /// What a dialect notes of each line that is a request.
    func facts(_ dialect: any Dialect) -> [RequestFacts] {
        lines.compactMap { line in
            let payload = text.span.extracting(line)
            var ledger = StreamLedger()
            guard let scan = scan(payload) else { return nil }
            dialect.readRequest(scan, payload: payload, ledger: &ledger)
            return ledger.request
        }
    }

    private func scan(_ payload: Span<UInt8>) -> PayloadScan? {
        var scan = PayloadScan()
        do throws(JSONError) {
            try table.scan(payload, options: options, into: &scan)
            return scan
        } catch {
            return nil
        }
    }

    private static func isJSON(_ payload: Span<UInt8>, _ table: PathTable, _ options: JSONOptions) -> Bool {
        var scan = PayloadScan()
        do throws(JSONError) {
            try table.scan(payload, options: options, into: &scan)
            return true
        } catch {
            return false
        }
    }
}

extension TextEdit {
    fileprivate func moved(by offset: Int) -> TextEdit {
        TextEdit(range: (range.lowerBound + offset)..<(range.upperBound + offset), replacement: replacement)
    }
}

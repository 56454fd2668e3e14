import SluiceWire

/// A text whose lines are JSON: a list of requests, or of answers.
struct JSONLines {
    private let text: [UInt8]
    private let table: PathTable
    private let options: JSONOptions
    private let side: Target.Side
    private let isGeneric: Bool
    private let lines: [Range<Int>]
    /// Whether a line begins like JSON, as the text does, and is none.
    ///
    /// What is no JSON is read as text.
    let isBroken: Bool

    /// Nil when no line is a JSON object or array, and the text doesn't begin like one.
    ///
    /// Lines end with LF or CR: neither stands in a JSON string, and readers of lists take either. Neighbouring lines
    /// that are no JSON are one text.
    ///
    /// - Parameters:
    ///   - isGeneric: Whether the table names nothing, so that nothing is unknown to it.
    ///   - namesLines: Whether the receipt wants to know the lines of the table.
    init?(_ text: [UInt8], _ table: PathTable, isGeneric: Bool, namesLines: Bool) {
        let side = table.side
        let options = (side == .request ? JSONOptions.request : .response).naming(passed: namesLines)
        var scan = PayloadScan()
        let isJSON = { (payload: Span<UInt8>) in table.reads(payload, options, into: &scan) }
        let opensJSON = ASCII.opensJSON(text.span)
        if opensJSON && isJSON(text.span) {
            lines = [0..<text.count]
            isBroken = false
        } else {
            var lines: [Range<Int>] = []
            var isList = opensJSON
            var isFirst = true
            var beginsWithJSON = opensJSON
            var isBroken = false
            var followsText = false
            for line in text.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D })
            where !line.allSatisfy(ASCII.isBlank) {
                let payload = text.span.extracting(line.startIndex..<line.endIndex)
                let opens = ASCII.opensJSON(payload)
                let reads = isJSON(payload)
                if isFirst { beginsWithJSON = opensJSON || reads }
                isList = isList || opens && (reads || beginsWithJSON)
                isBroken = isBroken || !reads && (opens || isFirst && opensJSON)
                if !reads, followsText, let last = lines.popLast() {
                    lines.append(last.lowerBound..<line.endIndex)
                } else {
                    lines.append(line.startIndex..<line.endIndex)
                }
                followsText = !reads
                isFirst = false
            }
            guard isList else { return nil }
            self.lines = lines
            self.isBroken = isBroken && beginsWithJSON
        }
        self.text = text
        self.table = table
        self.options = options
        self.side = side
        self.isGeneric = isGeneric
    }

    /// Whether any line holds a string that the table doesn't name.
    var holdsUnknown: Bool {
        guard !isGeneric else { return false }
        var scan = PayloadScan()
        return lines.contains { line in
            !table.reads(text.span.extracting(line), options, into: &scan)
                || scan.sites.contains { isUnknown($0) }
        }
    }

    /// The texts of all lines, those of lines that are no JSON as they stand.
    var texts: [ReadText] {
        var scan = PayloadScan()
        return lines.enumerated().flatMap { number, line in
            let payload = text.span.extracting(line)
            let place = "line \(number + 1)"
            guard table.reads(payload, options, into: &scan) else {
                return [ReadText(target: side.other, bytes: Array(text[line]), place: place)]
            }
            return ReadText.texts(of: scan, in: payload, prefix: "\(place): ")
        }
    }

    private func isUnknown(_ site: TextSite) -> Bool {
        !isGeneric && site.channel.entry == ChannelKey.unnamed && site.kind != .opaque && !site.range.isEmpty
    }

    /// What changes, as edits of whole lines.
    ///
    /// - Parameters:
    ///   - receipt: Counts what is read.
    ///   - passesUnknown: Whether strings that the table doesn't name go unread.
    ///   - note: Is called with what was found in each line that is JSON, and with the line.
    func inspect(
        _ inspector: inout TextInspector, _ receipt: inout Receipt, passesUnknown: Bool = false,
        note: (borrowing PayloadScan, Span<UInt8>) -> Void = { _, _ in }
    ) -> [TextEdit] {
        var changes: [TextEdit] = []
        var scan = PayloadScan()
        for line in lines {
            let payload = text.span.extracting(line)
            guard table.reads(payload, options, into: &scan) else {
                receipt.count(text: payload.count, side.other)
                let found = inspector.inspect(payload, target: side.other)
                changes += found.map { $0.moved(by: line.lowerBound) }
                continue
            }
            receipt.count(scan, table, isGeneric: isGeneric, passesUnknown: passesUnknown)
            note(scan, payload)
            let found = inspector.inspect(scan, in: payload) { passesUnknown && isUnknown($0) }
            guard !found.isEmpty else { continue }
            var edited: [UInt8] = []
            found.apply(to: payload, into: &edited)
            changes.append(TextEdit(range: line, replacement: edited))
        }
        return changes
    }
}

extension PathTable {
    /// Reads a payload; false if it is no JSON.
    fileprivate func reads(
        _ payload: Span<UInt8>, _ options: JSONOptions, into scan: inout PayloadScan
    ) -> Bool {
        do throws(JSONError) {
            try self.scan(payload, options: options, into: &scan)
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

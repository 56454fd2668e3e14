internal import SluicePipeline
internal import SluiceWire

/// Takes what was said out of a recording: of every text only the kinds of its characters stay, but for what rules hit.
///
/// A letter becomes `a` or `A`, a digit `9`, any other letter one of the same length in UTF-8; blanks and marks stay, and so
/// do the pieces and all that isn't text: roles, ids, the model. What says what is a text is the dialect's table.
package struct ContentMask: Sendable {
    private let rules: ScrubRules?

    /// - Parameter rules: What these hit stays readable.
    package init(rules: ScrubRules?) {
        self.rules = rules
    }

    /// The recording without what was said.
    ///
    /// - Throws: `ScrubFault.unreadable` for a body of which nobody knows what in it is text.
    package func mask(_ recording: Recording) throws(ScrubFault) -> Recording {
        guard let exchange = recording.exchange else { throw .unreadable }
        let dialect = DialectRegistry.endpoint(
            forPath: exchange.request.path, method: exchange.request.method
        ).dialect
        let isError = exchange.response.status >= 400
        var request = exchange.request.body
        try mask(&request, as: dialect.request, isStream: false)
        var response = exchange.response.body
        let framing = exchange.framing(in: dialect)
        try mask(
            &response,
            as: framing == nil ? isError ? dialect.errorAnswer : dialect.answer : dialect.event,
            isStream: framing != nil)
        var result = recording
        result.isMasked = true
        result.replaceBodies(request: request, response: response)
        return result
    }

    private func mask(
        _ body: inout [UInt8], as table: PathTable, isStream: Bool
    ) throws(ScrubFault) {
        guard !body.isEmpty else { return }
        let kept = places(ofHitsIn: body)
        let original = body
        for payload in isStream ? Self.payloads(of: original) : [0..<original.count] {
            var scan = PayloadScan()
            do throws(JSONError) {
                let options = table.side == .request ? JSONOptions.request : .response
                try table.scan(original.span.extracting(payload), options: options, into: &scan)
            } catch {
                throw .unreadable
            }
            for site in scan.sites where site.isText && !site.isKey {
                let lower = site.range.lowerBound + payload.lowerBound
                let range = lower..<(lower + site.range.count)
                write(over: range, of: original, isJSON: site.encoding == .json, besides: kept, into: &body)
            }
        }
    }

    /// Where the payloads of a stream's events stand: on lines, behind `data:` or alone.
    private static func payloads(of body: [UInt8]) -> [Range<Int>] {
        body.split { $0 == 0x0A || $0 == 0x0D }.compactMap { line in
            guard let brace = line.prefix(16).firstIndex(of: UInt8(ascii: "{")) else { return nil }
            let end = line.lastIndex { $0 > 0x20 && $0 != UInt8(ascii: ",") } ?? brace
            return brace..<(end + 1)
        }
    }

    /// What rules hit, in any text of the body.
    private func places(ofHitsIn body: [UInt8]) -> [Range<Int>] {
        guard let rules else { return [] }
        return BodyStrings(body).texts.filter { !$0.isWhole }.flatMap { text in
            rules.hits(in: text.bytes).flatMap { hit in
                text.units[text.units(in: hit.span)].map(\.raw)
            }
        }
    }

    private func write(
        over range: Range<Int>, of original: [UInt8], isJSON: Bool, besides kept: [Range<Int>],
        into body: inout [UInt8]
    ) {
        var text = BodyText()
        text.append(original, range)
        if isJSON { text = text.unescaped ?? text }
        let words = isJSON ? Self.words(of: text) : []
        for (index, unit) in text.units.enumerated()
        where !words.contains(index) && !kept.contains(where: { $0.overlaps(unit.raw) }) {
            guard let masked = Self.masked(unit.scalar), masked != unit.scalar else { continue }
            _ = unit.write(masked, into: &body)
        }
    }

    /// The characters of `true`, `false` and `null`, of which JSON has need.
    private static func words(of text: BodyText) -> Set<Int> {
        var places: Set<Int> = []
        let scalars = text.units.map(\.scalar)
        for word in ["true", "false", "null"].map({ Array($0.unicodeScalars) }) {
            for start in scalars.indices where scalars[start...].starts(with: word) {
                places.formUnion(start..<(start + word.count))
            }
        }
        return places
    }

    /// A character of the same kind and length; nil for one that stays.
    private static func masked(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar {
        case "a"..."z": return "a"
        case "A"..."Z": return "A"
        case "0"..."9": return "9"
        default: break
        }
        let properties = scalar.properties
        guard !scalar.isASCII, properties.isAlphabetic || properties.numericType != nil || properties.isEmoji
        else { return nil }
        return switch UTF8.width(scalar) {
        case 2: "ä"
        case 3: "字"
        default: "𠀀"
        }
    }
}

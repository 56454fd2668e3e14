internal import SluicePipeline
internal import SluiceWire

/// Takes secrets and personal data out of recordings before they are written: each becomes a decoy of the same length
/// and kind, so that the pieces keep their places and a rule that hit still hits.
///
/// It looks at whole texts: every JSON string, what events make together, what stands in a string that is JSON itself,
/// and the bodies as they are. Within one scrubber the same secret becomes the same decoy. Header values
/// are kept by an allow-list only, and so are the values of a query.
package struct Scrubber {
    /// The values of a query that say nothing about who asks.
    private static let keptQueries: Set<String> = ["alt", "api-version", "beta", "stream"]
    /// More decoys than these are forgotten.
    private static let mostDecoys = 4096
    /// How much of a text around a secret is shown to a rule again.
    private static let context = (before: 96, behind: 48)

    private let rules: [ScrubRules]
    private let headers: Set<String>
    private var decoy: Decoy
    private var decoys: [[Unicode.Scalar]: [Unicode.Scalar]] = [:]
    /// The secrets of the recording at hand.
    private var found: Set<[Unicode.Scalar]> = []
    private var replaced = 0

    /// Makes a scrubber.
    ///
    /// - Parameters:
    ///   - rules: What is looked for beside the standard rules.
    ///   - headers: Names of header fields that are kept beside those that never say who asks.
    ///   - seed: From which decoys follow; a secret can't be told from its decoy by somebody who doesn't know it.
    package init(
        rules: [ScrubRules] = [], headers: [String] = [], seed: UInt64 = .random(in: 0...(.max))
    ) {
        self.rules = (ScrubRules.standard.map { [$0] } ?? []) + rules
        self.headers = Set(headers.map { $0.lowercased() })
        decoy = Decoy(generator: SeededGenerator(seed: seed))
    }

    /// The recording without secrets.
    package mutating func scrub(_ recording: Recording) throws(ScrubFault) -> Recording {
        var result = recording
        replaced = 0
        found = []
        if decoys.count > Self.mostDecoys { decoys = [:] }
        var bodies: [[UInt8]] = [[], []]
        for event in recording.events {
            switch event.fact {
            case .requestBody(let bytes): bodies[0] += bytes
            case .responseBody(let bytes): bodies[1] += bytes
            case .request(_, _, let fields), .response(_, let fields): noteSecrets(of: fields)
            default: break
            }
        }
        for index in bodies.indices { try scrub(&bodies[index]) }
        for index in bodies.indices { try replaceKnown(&bodies[index]) }
        result.replaceBodies(request: bodies[0], response: bodies[1])
        for (index, event) in recording.events.enumerated() {
            switch event.fact {
            case .request(let method, let target, let fields):
                result.events[index].fact = .request(
                    method: method, target: try scrubbed(target: target), fields: try scrubbed(fields))
            case .response(let status, let fields):
                result.events[index].fact = .response(status: status, fields: try scrubbed(fields))
            default: break
            }
        }
        result.replaced = replaced
        return result
    }

    // MARK: Bodies

    private mutating func scrub(_ body: inout [UInt8]) throws(ScrubFault) {
        var places: Set<Int> = []
        // Names of members and ids stand in every event: what is clean is searched once.
        var clean: Set<[UInt8]> = []
        let strings = BodyStrings(body)
        for text in strings.texts {
            let bytes = text.bytes
            guard !clean.contains(bytes) else { continue }
            let finds = finds(in: bytes)
            if finds.isEmpty { clean.insert(bytes) }
            for find in finds {
                let units = text.units(in: find.span)
                guard !text.isWhole || strings.isText(text.raw(units)) else { continue }
                let secret = text.units[units].map(\.scalar)
                let decoy = decoy(of: secret, in: text, units, find)
                if let first = text.units[units].first, places.insert(first.raw.lowerBound).inserted {
                    replaced += 1
                }
                try Self.write(decoy, over: text.units[units], into: &body)
            }
        }
    }

    /// What the rules find; what lies in another find belongs to that one.
    private func finds(in text: [UInt8]) -> [ScrubFind] {
        var marks = rules.indices.flatMap { index in
            rules[index].hits(in: text).map { ScrubFind.Mark(set: index, rule: $0.rule, span: $0.span) }
        }
        marks.sort { ($0.span.lowerBound, -$0.span.count) < ($1.span.lowerBound, -$1.span.count) }
        var finds: [ScrubFind] = []
        for mark in marks {
            if let last = finds.last, mark.span.upperBound <= last.span.upperBound {
                finds[finds.count - 1].marks.append(mark)
            } else {
                finds.append(ScrubFind(span: mark.span, marks: [mark]))
            }
        }
        return finds
    }

    private mutating func decoy(
        of secret: [Unicode.Scalar], in text: BodyText, _ units: Range<Int>,
        _ find: ScrubFind
    ) -> [Unicode.Scalar] {
        found.insert(secret)
        if let known = decoys[secret] { return known }
        let before = Self.bytes(text.units[max(0, units.lowerBound - Self.context.before)..<units.lowerBound])
        let behind = Self.bytes(
            text.units[units.upperBound..<min(text.units.count, units.upperBound + Self.context.behind)])
        let made = decoy(of: secret, find.marks, at: find.span.lowerBound, before, behind)
        decoys[secret] = made
        return made
    }

    /// A decoy that hits like the secret: by all rules, or else by the one that found it.
    private mutating func decoy(
        of secret: [Unicode.Scalar], _ marks: [ScrubFind.Mark], at start: Int, _ before: [UInt8],
        _ behind: [UInt8]
    ) -> [Unicode.Scalar] {
        let rules = rules
        func hits(_ candidate: [Unicode.Scalar], _ marks: ArraySlice<ScrubFind.Mark>) -> Bool {
            let text = before + candidate.flatMap { Array(String($0).utf8) } + behind
            let shift = before.count - start
            return Set(marks.map(\.set)).allSatisfy { set in
                let hits = rules[set].hits(in: text)
                return marks.allSatisfy { mark in
                    let span = (mark.span.lowerBound + shift)..<(mark.span.upperBound + shift)
                    return mark.set != set || hits.contains { $0.rule == mark.rule && $0.span == span }
                }
            }
        }
        let made = decoy.make(of: secret) { hits($0, marks[...]) }
        guard marks.count > 1, !hits(made, marks[...]) else { return made }
        return decoy.make(of: secret) { hits($0, marks.prefix(1)) }
    }

    private static func bytes(_ units: ArraySlice<TextUnit>) -> [UInt8] {
        units.flatMap { Array(String($0.scalar).utf8) }
    }

    private static func write(
        _ decoy: [Unicode.Scalar], over units: ArraySlice<TextUnit>, into body: inout [UInt8]
    ) throws(ScrubFault) {
        for (unit, scalar) in zip(units, decoy) where Decoy.isChangeable(unit.scalar) {
            guard unit.write(scalar, into: &body) else { throw .unwritable }
        }
    }

    /// Replaces every other mention of what was found: an answer repeats a key without the words that gave it away.
    private func replaceKnown(_ body: inout [UInt8]) throws(ScrubFault) {
        let known = decoys.filter { found.contains($0.key) && Self.isDistinct($0.key) }
        guard !known.isEmpty else { return }
        let needles = known.map { (bytes: $0.key.flatMap { Array(String($0).utf8) }, decoy: $0.value) }
            .sorted { $0.bytes.count < $1.bytes.count }
        let strings = BodyStrings(body)
        for text in strings.texts {
            let bytes = text.bytes
            for needle in needles {
                for span in Self.places(of: needle.bytes, in: bytes) {
                    let units = text.units(in: span)
                    guard !text.isWhole || strings.isText(text.raw(units)) else { continue }
                    try Self.write(needle.decoy, over: text.units[units], into: &body)
                }
            }
        }
    }

    /// Whether a text is so long and mixed that it means the same secret wherever it stands.
    private static func isDistinct(_ secret: [Unicode.Scalar]) -> Bool {
        secret.count >= 9 && secret.contains { !$0.isASCII || Character($0).isNumber }
    }

    private static func places(of needle: [UInt8], in text: [UInt8]) -> [Range<Int>] {
        guard let first = needle.first, needle.count <= text.count else { return [] }
        var places: [Range<Int>] = []
        var index = 0
        while let start = text[index...].firstIndex(of: first), start + needle.count <= text.count {
            let end = start + needle.count
            if text[start..<end].elementsEqual(needle) { places.append(start..<end) }
            index = start + 1
        }
        return places
    }

    // MARK: Heads

    /// What a field says that isn't kept is a secret in a body too.
    private mutating func noteSecrets(of fields: HeaderFields) {
        let kept = RecordedFields.scrubbed(fields, keeping: headers)
        for (field, shown) in zip(fields.fields, kept.fields) where field.value != shown.value {
            for word in field.value.split(separator: " ") {
                let secret = Array(word.unicodeScalars)
                guard Self.isDistinct(secret) else { continue }
                found.insert(secret)
                if decoys[secret] == nil { decoys[secret] = decoy.make(of: secret) { _ in true } }
            }
        }
    }

    private mutating func scrubbed(_ fields: HeaderFields) throws(ScrubFault) -> HeaderFields {
        var fields = RecordedFields.scrubbed(fields, keeping: headers)
        for index in fields.fields.indices {
            fields.fields[index].value = try scrubbed(text: fields.fields[index].value)
        }
        return fields
    }

    private mutating func scrubbed(target: String) throws(ScrubFault) -> String {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(
            String.init)
        let path = try scrubbed(text: parts.first ?? "/")
        guard parts.count > 1 else { return path }
        let pairs = parts[1].split(separator: "&", omittingEmptySubsequences: false).map { pair in
            let name = pair.prefix { $0 != "=" }
            return Self.keptQueries.contains(name.lowercased()) || name == pair
                ? String(pair) : "\(name)=redacted"
        }
        return path + "?" + (try scrubbed(text: pairs.joined(separator: "&")))
    }

    private mutating func scrubbed(text: String) throws(ScrubFault) -> String {
        var bytes = Array(text.utf8)
        try scrub(&bytes)
        try replaceKnown(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }
}

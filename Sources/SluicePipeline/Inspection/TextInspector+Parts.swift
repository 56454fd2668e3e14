import SluiceRules
import SluiceWire

extension TextInspector {
    /// Inspects the texts of several sites as one text, as it is one where it is streamed.
    ///
    /// - Returns: What changes in the decoded text of each.
    mutating func inspect(
        joined sites: [TextSite], in payload: Span<UInt8>, isEarlier: Bool = false
    ) -> [[TextEdit]] {
        guard let target = sites.first?.target,
            let selection = rules.selection(for: target, isEarlier: isEarlier)
        else {
            return sites.map { _ in [] }
        }
        var text = JoinedText(sites, in: payload, separator: [], selection)
        take(text.filter.takeHits(), selection, target)
        note(exceptions: text.filter.takeExceptions())
        return text.edits
    }

    /// Inspects the parts of one message: each as a text of its own, and all of them together.
    ///
    /// Some readers set them apart, some put a line break between them, some nothing. What hits in any of these
    /// readings counts.
    ///
    /// - Returns: What changes in the decoded text of each.
    mutating func inspect(
        parts sites: [TextSite], in payload: Span<UInt8>, isEarlier: Bool = false
    ) -> [[TextEdit]] {
        var edits = sites.map { inspect($0, in: payload, isEarlier: isEarlier) }
        guard sites.count > 1, let target = sites.first?.target,
            let selection = rules.selection(for: target, isEarlier: isEarlier)
        else { return edits }
        var known: [TextHit] = []
        for separator in [[], [0x0A]] as [[UInt8]] {
            var text = JoinedText(sites, in: payload, separator: separator, selection)
            let hits = text.filter.takeHits().filter { hit in
                text.local(hit).map { !findings.contains(Finding($0, target: target)) } ?? true
            }
            guard !hits.isEmpty else { continue }
            for (index, more) in text.edits.enumerated() { edits[index].merge(more) }
            let new = hits.map(text.withoutSeparators).filter { hit in
                !known.contains { $0.active.rule == hit.active.rule && $0.span.overlaps(hit.span) }
            }
            take(new, selection, target)
            known += new
        }
        return edits
    }
}

/// The texts of several sites, read as one.
private struct JoinedText {
    var filter: TextFilter
    /// Where the text of each site stands.
    private var places: [Range<Int>] = []

    init(_ sites: [TextSite], in payload: Span<UInt8>, separator: [UInt8], _ selection: RuleSelection) {
        filter = TextFilter(selection)
        var repair = UTF8Repair()
        var text: [UInt8] = []
        for site in sites {
            if !places.isEmpty && site.form == .string { filter.append(separator.span) }
            let start = filter.length
            text.removeAll(keepingCapacity: true)
            site.appendText(of: payload, to: &text)
            if site.form == .byteList {
                var repaired: [UInt8] = []
                repair.append(text.span, into: &repaired)
                text = repaired
            }
            filter.append(text.span)
            places.append(start..<filter.length)
        }
        filter.finish()
    }

    /// What changes in each.
    var edits: [[TextEdit]] { places.map { filter.edits(in: $0) } }

    /// A hit with its place as if nothing stood between the texts.
    func withoutSeparators(_ hit: TextHit) -> TextHit {
        func offset(_ offset: Int) -> Int {
            places.reduce(0) { $0 + $1.clamped(to: 0..<Swift.max(offset, 0)).count }
        }
        var hit = hit
        hit.span = offset(hit.span.lowerBound)..<offset(hit.span.upperBound)
        return hit
    }

    /// A hit as one in the text of a single site; nil when it reaches over several.
    func local(_ hit: TextHit) -> TextHit? {
        guard
            let place = places.first(where: {
                $0.lowerBound <= hit.span.lowerBound && hit.span.upperBound <= $0.upperBound
            })
        else { return nil }
        var hit = hit
        hit.span = (hit.span.lowerBound - place.lowerBound)..<(hit.span.upperBound - place.lowerBound)
        return hit
    }
}

extension [TextEdit] {
    /// Adds edits of the same text; where two overlap, the one that begins first gives the replacement for both.
    fileprivate mutating func merge(_ other: [TextEdit]) {
        guard !other.isEmpty else { return }
        var merged: [TextEdit] = []
        for edit in (self + other).sorted(by: { $0.range.lowerBound < $1.range.lowerBound }) {
            if let last = merged.last, edit.range.lowerBound < last.range.upperBound {
                merged[merged.count - 1].range =
                    last.range.lowerBound..<Swift.max(last.range.upperBound, edit.range.upperBound)
            } else {
                merged.append(edit)
            }
        }
        self = merged
    }
}

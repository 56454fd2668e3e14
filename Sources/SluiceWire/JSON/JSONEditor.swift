/// Edits a payload's bytes instead of rebuilding it.
package enum JSONEditor {
    /// Appends the payload to `out` with the edits made and the members dropped; every other byte
    /// stays as it was.
    ///
    /// The sites and members must come from a scan of this very payload. An edit that begins inside
    /// a character takes the whole character; of overlapping edits the later one loses what the
    /// earlier one has replaced. Edits inside a dropped member go with it.
    package static func apply(
        _ edits: [(site: TextSite, edits: [TextEdit])], dropping: [DroppableMember] = [],
        to payload: Span<UInt8>, into out: inout [UInt8]
    ) {
        unsafe payload.withUnsafeBufferPointer { bytes in
            guard let base = bytes.baseAddress else { return }
            var patches: [JSONPatch] = []
            for (site, edits) in edits {
                unsafe patches.append(contentsOf: Self.patches(edits, in: site, base, bytes.count))
            }
            for run in unsafe JSONDropRun.runs(of: dropping, base, bytes.count) {
                patches.append(run.patch)
            }
            patches.sort { one, other in
                (one.range.lowerBound, one.order) < (other.range.lowerBound, other.order)
            }
            var position = 0
            var dropEnd = 0
            for patch in patches {
                guard patch.range.lowerBound >= position, patch.site ?? dropEnd >= dropEnd else { continue }
                if patch.site == nil {
                    dropEnd = patch.range.upperBound
                }
                unsafe out.append(
                    contentsOf: UnsafeBufferPointer(
                        start: base + position, count: patch.range.lowerBound - position))
                out.append(contentsOf: patch.bytes)
                position = patch.range.upperBound
            }
            unsafe out.append(
                contentsOf: UnsafeBufferPointer(start: base + position, count: bytes.count - position))
        }
    }

    /// The raw changes that the edits of one site come to.
    private static func patches(
        _ edits: [TextEdit], in site: TextSite, _ base: UnsafePointer<UInt8>, _ count: Int
    ) -> [JSONPatch] {
        let range = site.range.clamped(to: 0..<count)
        let isSorted = zip(edits, edits.dropFirst()).allSatisfy {
            $0.range.lowerBound <= $1.range.lowerBound
        }
        let sorted =
            isSorted ? edits : edits.sorted { $0.range.lowerBound < $1.range.lowerBound }
        var map = unsafe RawOffsetMap(base, range)
        var patches: [JSONPatch] = []
        var end = 0
        for edit in sorted {
            let decoded = max(edit.range.lowerBound, end)..<max(edit.range.upperBound, end)
            let lower = map.rawOffset(ofCharacterAt: decoded.lowerBound)
            let upper = decoded.isEmpty ? lower : map.rawOffset(behindCharacterBefore: decoded.upperBound)
            var bytes: [UInt8] = []
            JSONText.appendEscaped(edit.replacement.span, into: &bytes)
            patches.append(
                JSONPatch(
                    range: lower..<max(lower, upper), bytes: bytes, order: patches.count,
                    site: range.lowerBound))
            end = decoded.upperBound
        }
        if site.isBare, !patches.isEmpty {
            for (offset, order) in [(range.lowerBound, -1), (range.upperBound, Int.max)] {
                let quote = UInt8(ascii: "\"")
                patches.append(
                    JSONPatch(range: offset..<offset, bytes: [quote], order: order, site: range.lowerBound))
            }
        }
        return patches
    }
}

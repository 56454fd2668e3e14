/// Neighbouring members that are dropped together, with the comma that then has to go.
struct JSONDropRun {
    let patch: JSONPatch

    /// The runs that these members make up.
    static func runs(
        of members: [DroppableMember], _ base: UnsafePointer<UInt8>, _ count: Int
    ) -> [JSONDropRun] {
        let text = unsafe JSONBytes(base: base, count: count)
        var bare = members.map { text.withoutComma($0.member.clamped(to: 0..<count)) }
        bare.sort { ($0.lowerBound, -$0.upperBound) < ($1.lowerBound, -$1.upperBound) }
        var merged: [Range<Int>] = []
        for range in bare {
            if let last = merged.last, range.lowerBound <= text.nextMember(behind: last) {
                merged[merged.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        return merged.map { JSONDropRun($0, in: text) }
    }

    private init(_ range: Range<Int>, in text: JSONBytes) {
        let before = text.lastByte(before: range.lowerBound)
        let after = text.firstByte(from: range.upperBound)
        guard let before else {
            // The root itself: something must stay.
            patch = JSONPatch(range: range, bytes: Array("null".utf8), order: .min)
            return
        }
        var range = range
        if text[before] == UInt8(ascii: ",") {
            range = before..<range.upperBound
        } else if let after, text[after] == UInt8(ascii: ",") {
            range = range.lowerBound..<(after + 1)
        }
        patch = JSONPatch(range: range, bytes: [], order: .min)
    }
}

/// The bytes of a JSON text, to find what stands around a member.
@safe struct JSONBytes {
    let base: UnsafePointer<UInt8>
    let count: Int

    subscript(index: Int) -> UInt8 { unsafe base[index] }

    /// The last byte before an offset that is not blank.
    func lastByte(before end: Int) -> Int? {
        (0..<end).last { self[$0] > 0x20 }
    }

    /// The first byte from an offset on that is not blank.
    func firstByte(from start: Int) -> Int? {
        (start..<count).first { self[$0] > 0x20 }
    }

    /// A member's range less the comma and the blanks around it.
    func withoutComma(_ range: Range<Int>) -> Range<Int> {
        var range = range
        while let first = range.first, self[first] == UInt8(ascii: ",") || self[first] <= 0x20 {
            range = (first + 1)..<range.upperBound
        }
        while let last = range.last, self[last] == UInt8(ascii: ",") || self[last] <= 0x20 {
            range = range.lowerBound..<last
        }
        return range
    }

    /// Where the member behind this one begins, or its own end when it is the last.
    func nextMember(behind range: Range<Int>) -> Int {
        guard let comma = firstByte(from: range.upperBound), self[comma] == UInt8(ascii: ",") else {
            return range.upperBound
        }
        return firstByte(from: comma + 1) ?? range.upperBound
    }
}

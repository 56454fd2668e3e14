extension CodePointClass.Beyond {
    private static let first: UInt32 = 0x80
    private static let last: UInt32 = 0x10_FFFF

    /// The part of the ranges, which may be in any order and overlap, from 0x80 on.
    init(_ ranges: [ClosedRange<UInt32>]) {
        var merged: [ClosedRange<UInt32>] = []
        let relevant = ranges.filter { $0.upperBound >= Self.first && $0.lowerBound <= Self.last }
        for range in relevant.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            let range = range.clamped(to: Self.first...Self.last)
            if let previous = merged.last, range.lowerBound <= previous.upperBound + 1 {
                merged[merged.count - 1] =
                    previous.lowerBound...max(previous.upperBound, range.upperBound)
            } else {
                merged.append(range)
            }
        }
        if merged.isEmpty {
            self = .none
        } else {
            self = merged == [Self.first...Self.last] ? .all : .ranges(merged)
        }
    }

    var inverted: CodePointClass.Beyond {
        switch self {
        case .none: return .all
        case .all: return .none
        case .unknown: return .unknown
        case .ranges(let ranges):
            var gaps: [ClosedRange<UInt32>] = []
            var next = Self.first
            for range in ranges {
                if range.lowerBound > next { gaps.append(next...range.lowerBound - 1) }
                next = range.upperBound + 1
            }
            if next <= Self.last { gaps.append(next...Self.last) }
            return CodePointClass.Beyond(gaps)
        }
    }

    func union(_ other: CodePointClass.Beyond) -> CodePointClass.Beyond {
        switch (self, other) {
        case (.all, _), (_, .all): .all
        case (.unknown, _), (_, .unknown): .unknown
        case (.none, let rest), (let rest, .none): rest
        case (.ranges(let own), .ranges(let others)): CodePointClass.Beyond(own + others)
        }
    }
}

/// Lures for a list of keywords: those that are long or go on from another one, without their end.
struct KeywordLures {
    private(set) var lures: [Lure] = []

    private static let mostChosen = 8

    init(of keywords: [[UInt8]]) {
        for (place, keyword) in Self.chosen(keywords).enumerated() {
            let last = keyword.lastIndex { $0 & 0xC0 != 0x80 } ?? 0
            let second = keyword.dropFirst().firstIndex { $0 & 0xC0 != 0x80 } ?? keyword.count
            let name = "keyword \(place + 1)"
            lures.append(Lure(name: name, head: keyword, pump: []))
            if last > 0 {
                lures.append(Lure(name: "\(name) without its end", head: Array(keyword[..<last]), pump: []))
            }
            lures.append(
                Lure(name: "\(name)'s first character", head: [], pump: Array(keyword[..<second])))
        }
    }

    /// The longest keywords and those that begin with the most others.
    private static func chosen(_ keywords: [[UInt8]]) -> [[UInt8]] {
        let sorted = Set(keywords).sorted { $0.lexicographicallyPrecedes($1) }
        var nested: [(keyword: [UInt8], depth: Int)] = []
        var chain: [[UInt8]] = []
        for keyword in sorted {
            while let last = chain.last, !keyword.starts(with: last) { chain.removeLast() }
            nested.append((keyword, chain.count))
            chain.append(keyword)
        }
        let deepest = nested.filter { $0.depth > 0 }.sorted { ($1.depth, 0) < ($0.depth, 0) }.prefix(
            mostChosen / 2)
        var result = deepest.map(\.keyword)
        for keyword in sorted.sorted(by: { $0.count > $1.count }) where result.count < mostChosen {
            if !result.contains(keyword) { result.append(keyword) }
        }
        return result
    }
}

import Synchronization

extension Normalization {
    /// The steps in the order in which they are applied to a code point, with their data.
    private static let steps: [(step: Normalization, data: StaticString)] = [
        (.stripInvisible, CodePointData.invisible),
        (.compatibility, CodePointData.compatibility),
        (.stripMarks, CodePointData.marks),
        (.confusables, CodePointData.confusables),
        (.digits, CodePointData.digits),
        (.simplified, CodePointData.simplified),
        (.caseFold, CodePointData.caseFold),
    ]

    /// How often the steps are repeated; a step can yield what an earlier one maps again.
    private static let maximumRounds = 4

    private static let tables = Mutex<[Normalization: NormalizationTable]>([:])

    /// The table of this combination, built when it is first asked for and shared afterwards.
    var table: NormalizationTable {
        Self.tables.withLock { tables in
            if let table = tables[self] { return table }
            let table = NormalizationTable(mapping: mapping(), of: self)
            tables[self] = table
            return table
        }
    }

    /// Every code point that the combination changes, with what it becomes.
    private func mapping() -> [UInt32: [UInt32]] {
        var maps = Self.steps.filter { contains($0.step) }.map { Self.map(of: $0.data) }
        if contains(.leet) { maps.append(Self.leetLetters) }
        var result: [UInt32: [UInt32]] = [:]
        for source in Set(maps.flatMap(\.keys)) {
            var target = [source]
            for _ in 0..<Self.maximumRounds {
                let before = target
                for map in maps {
                    target = target.flatMap { map[$0] ?? [$0] }
                }
                if target == before { break }
            }
            result[source] = target
        }
        return result
    }

    /// What `leet` maps.
    private static let leetLetters: [UInt32: [UInt32]] = {
        let pairs = zip("0134578@$!".unicodeScalars, "oieastbasi".unicodeScalars)
        return [UInt32: [UInt32]](uniqueKeysWithValues: pairs.map { ($0.value, [$1.value]) })
    }()

    private static func map(of data: StaticString) -> [UInt32: [UInt32]] {
        var map: [UInt32: [UInt32]] = [:]
        for entry in CodePointData.entries(of: data) {
            for index in 0..<entry.count {
                let distance = index * entry.stride
                map[entry.first + distance] =
                    entry.count == 1 ? entry.target : entry.target.map { $0 + distance }
            }
        }
        return map
    }
}

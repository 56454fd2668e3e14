import Testing
import sluice

struct BenchFigureTests {
    @Test(
        arguments: [
            ([], 0, 0, 0), ([7], 7, 7, 7), ([3, 1], 2, 1, 3), ([9, 1, 5], 5, 1, 9),
            ([4, 1, 2, 100], 3, 1, 100),
        ] as [([Double], Double, Double, Double)])
    func aSpreadIsMedianLeastAndGreatest(values: [Double], median: Double, least: Double, greatest: Double) {
        let spread = Spread(values)
        #expect([spread.median, spread.least, spread.greatest] == [median, least, greatest])
    }

    @Test func aDistributionKnowsItsPercentiles() {
        var distribution = Distribution()
        for value in 1...200 { distribution.add(value) }
        #expect(distribution.mean == 100.5)
        #expect([1, 50, 99, 100].map(distribution.percentile) == [2, 100, 198, 200])
        #expect(distribution.greatest == 200)
    }

    @Test func anEmptyDistributionIsAllZero() {
        let distribution = Distribution()
        #expect(distribution.mean == 0)
        #expect(distribution.percentile(99) == 0)
        #expect(distribution.greatest == 0)
    }

    @Test(arguments: [0, 1, 2, 3, 5, 7, 64, 1000], [1, 2, 3, 10, 100])
    func slicesCoverTheTextAndCutNoCharacter(length: Int, copies: Int) {
        let text = Array(String(repeating: "a鹭b", count: copies).utf8)
        let slices = TextSlices(of: text, length: length)
        let sorted = slices.ranges.sorted { $0.lowerBound < $1.lowerBound }
        #expect(sorted.first?.lowerBound == 0)
        #expect(sorted.last?.upperBound == text.count)
        #expect(zip(sorted, sorted.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
        #expect(sorted.allSatisfy { !$0.isEmpty && text[$0.lowerBound] & 0xC0 != 0x80 })
        if length == 0 { #expect(sorted.count == 1) }
    }

    @Test func theFirstSlicesAreSpreadOverTheText() {
        let text = [UInt8](repeating: 0x61, count: 100_000)
        let starts = TextSlices(of: text, length: 100).ranges.prefix(10).map(\.lowerBound).sorted()
        #expect(zip(starts, starts.dropFirst()).allSatisfy { $1 - $0 < 25_000 })
    }

    @Test(arguments: [
        (0, "0.00"), (0.004, "0.00"), (0.126, "0.13"), (9.994, "9.99"), (9.996, "10.0"), (12.34, "12.3"),
        (99.96, "100"),
        (1234.5, "1,235"), (-0.5, "-0.50"), (-1234, "-1,234"), (.infinity, "-"), (.nan, "-"),
    ])
    func measuredNumbersHaveThreeDigits(number: Double, expected: String) {
        #expect(Count.decimal(number) == expected)
    }

    @Test(arguments: [(0.0, "0.000"), (1.5, "1.500"), (-0.0004, "0.000"), (2.0625, "2.063"), (.nan, "null")])
    func decimalsOfAMachineHaveThreePlaces(number: Double, expected: String) {
        #expect(JSONValue.decimal(number).description == expected)
    }
}

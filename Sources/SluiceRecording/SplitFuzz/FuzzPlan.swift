/// How much is tried.
package struct FuzzPlan: Sendable {
    /// The most cuts of one stream that are tried one by one; nil: all there are.
    package var maximumCuts: Int?
    /// How often a stream is cut in many places chosen at random.
    package var randomRuns: Int
    /// Of the single cuts, every so manieth runs to the stream's end even when it has long agreed with the others.
    package var fullRunEvery: Int
    /// The seed of all random choices.
    package var seed: UInt64

    package init(maximumCuts: Int? = nil, randomRuns: Int = 16, fullRunEvery: Int = 64, seed: UInt64 = 1) {
        self.maximumCuts = maximumCuts
        self.randomRuns = randomRuns
        self.fullRunEvery = max(1, fullRunEvery)
        self.seed = seed
    }

    /// The chosen ones of so many possible cuts, in order.
    func chosen(_ all: [Int], using generator: inout SeededGenerator) -> [Int] {
        guard let maximumCuts, maximumCuts < all.count else { return all }
        return Array(all.shuffled(using: &generator).prefix(maximumCuts)).sorted()
    }
}

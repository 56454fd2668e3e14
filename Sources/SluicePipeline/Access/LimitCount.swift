/// What a store has counted of somebody, for keeping it elsewhere.
package struct LimitCount: Sendable, Equatable {
    /// The day, since 1970 (UTC), that the tokens were counted on.
    package var day: Int
    package var tokens: Int
    /// In millionths.
    package var cost: Int
    /// When the bucket of requests will be full, in microseconds since 1970.
    package var full: Int

    package init(day: Int, tokens: Int, cost: Int = 0, full: Int) {
        self.cost = cost
        self.day = day
        self.tokens = tokens
        self.full = full
    }
}

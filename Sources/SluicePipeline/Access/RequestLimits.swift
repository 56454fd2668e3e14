package import SluiceRules

/// How much somebody may ask for; nil: as much as they like.
package struct RequestLimits: Sendable, Equatable {
    /// `requests_per_minute`: the bucket holds so many requests and is filled evenly, so many a minute.
    package var requestsPerMinute: Int?
    /// `concurrent_streams`: exchanges that run at one time, streamed or whole.
    package var concurrentStreams: Int?
    /// `tokens_per_day`: tokens in and out, from midnight to midnight UTC.
    package var tokensPerDay: Int?
    /// `cost_per_day`: what the tokens cost, in millionths, from midnight to midnight UTC.
    package var costPerDay: Int?

    package init() {}

    /// Reads the fields of a mapping, which may have others.
    package init(_ map: inout ConfigMapping) {
        requestsPerMinute = map.int("requests_per_minute", in: 1...1_000_000)
        concurrentStreams = map.int("concurrent_streams", in: 1...1_000_000)
        tokensPerDay = map.int("tokens_per_day", in: 1...1_000_000_000_000)
        if let node = map.node("cost_per_day"), let cost = node.double("cost_per_day", map.diagnostics) {
            if cost < 0.000_001 || cost > 1_000_000_000 {
                let _: Never? = node.badValue(
                    "cost_per_day", "a budget is from 0.000001 to 1000000000", map.diagnostics)
            } else {
                costPerDay = Int((cost * 1_000_000).rounded())
            }
        }
    }

    /// Whether the usage of answers has to be known.
    package var needsUsage: Bool { tokensPerDay != nil || costPerDay != nil }

    /// Whether nothing is limited.
    package var isEmpty: Bool { self == RequestLimits() }

    /// These limits, with those of others where these say nothing.
    package func completed(by others: RequestLimits) -> RequestLimits {
        var limits = self
        limits.requestsPerMinute = requestsPerMinute ?? others.requestsPerMinute
        limits.concurrentStreams = concurrentStreams ?? others.concurrentStreams
        limits.tokensPerDay = tokensPerDay ?? others.tokensPerDay
        limits.costPerDay = costPerDay ?? others.costPerDay
        return limits
    }
}

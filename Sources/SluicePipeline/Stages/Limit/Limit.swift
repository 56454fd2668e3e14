package import SluiceRules
import SluiceWire

/// Bounds how much each client may ask for: requests a minute, exchanges at one time, tokens a day.
///
/// Behind `authenticate` each client has limits of its own, those of the clients' file in place of the chain's; without
/// it they count for each address. What is exceeded is answered with 429 in the client's dialect, with the fields that
/// SDKs read. A request that a later stage refuses has been counted.
///
/// Tokens are those that the provider says it counted; where it says nothing, a quarter of the bytes of the texts that
/// were read. They are known when an answer ends, so that exchanges that run at that time may go over the limit. A
/// stream of OpenAI's chunks says its usage only when it is asked to: `ask_usage` asks, and the event that comes of it
/// is kept from a client that didn't.
///
/// Security: this is what keeps one key, lost or careless, from spending what all share.
package struct Limit: Stage {
    package static let name = "limit"

    /// What a client may ask for whose own terms say nothing.
    let limits: RequestLimits
    /// `ask_usage`: whether streams are asked for their usage where tokens are counted; on by default.
    let asksForUsage: Bool

    package init?(options: ConfigNode?, _ diagnostics: Diagnostics) {
        guard let options else {
            limits = RequestLimits()
            asksForUsage = true
            return
        }
        let errors = diagnostics.errorCount
        var map = options.mapping(Self.name, diagnostics)
        limits = RequestLimits(&map)
        asksForUsage = map.bool("ask_usage") ?? true
        map.finish()
        guard diagnostics.errorCount == errors else { return nil }
    }

    package func admit(_ exchange: inout Exchange) -> Outcome {
        guard let store = exchange.limitStore else { return .next }
        let limits = exchange.client?.terms.limits.completed(by: self.limits) ?? self.limits
        guard !limits.isEmpty else { return .next }
        let subject =
            exchange.client.map { "client " + $0.name } ?? "address " + exchange.received.clientAddress
        if let exceeded = store.begin(subject, limits) {
            return .refuse(Refusal(exceeded, dialect: exchange.dialect.name))
        }
        exchange.lease = LimitLease(subject, store: store, countsTokens: limits.tokensPerDay != nil)
        return .next
    }

    package func receive(_ exchange: inout Exchange) -> Outcome {
        if asksForUsage, exchange.lease?.countsTokens ?? false { exchange.usageRequest = .wanted }
        return .next
    }
}

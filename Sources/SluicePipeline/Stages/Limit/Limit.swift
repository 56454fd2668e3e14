package import SluiceRules
import SluiceWire

/// Bounds how much each client may ask for: requests a minute, exchanges at one time, tokens and
/// what they cost a day.
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
    /// `prices`: what models cost; needed where a cost is limited.
    let prices: PriceList?
    /// `ask_usage`: whether streams are asked for their usage where tokens are counted; on by default.
    let asksForUsage: Bool

    package init?(options: ConfigNode?, _ diagnostics: Diagnostics) {
        guard let options else {
            limits = RequestLimits()
            prices = nil
            asksForUsage = true
            return
        }
        let errors = diagnostics.errorCount
        var map = options.mapping(Self.name, diagnostics)
        limits = RequestLimits(&map)
        prices = map.node("prices").map { PriceList($0, diagnostics) }
        asksForUsage = map.bool("ask_usage") ?? true
        map.finish()
        if limits.costPerDay != nil, prices == nil {
            diagnostics.error(
                .missingField, "`cost_per_day` needs `prices`", at: options.headSpan,
                help: "write `prices: { \"*\": { input: 2.5, output: 10 } }`, for a million tokens each")
        }
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
        exchange.lease = LimitLease(subject, store: store, limits: limits)
        return .next
    }

    package func receive(_ exchange: inout Exchange) -> Outcome {
        guard let lease = exchange.lease, lease.countsUsage else { return .next }
        if asksForUsage { exchange.usageRequest = .wanted }
        return lease.countsCost ? price(&exchange) : .next
    }

    /// Finds out what the exchange costs; of several models that it may be answered by, the dearest counts.
    private func price(_ exchange: inout Exchange) -> Outcome {
        do throws(Refusal) {
            guard let models = try exchange.modelsAskedFor() else { return .refuse(.unpricedModel) }
            for model in models {
                guard let price = prices?.price(of: model) else { return .refuse(.unpricedModel) }
                exchange.price = [exchange.price, price].compactMap(\.self).max {
                    $0.input + $0.output < $1.input + $1.output
                }
            }
            return .next
        } catch {
            return .refuse(error)
        }
    }
}

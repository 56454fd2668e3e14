extension Refusal {
    /// The longest time, in milliseconds, after which an SDK tries again by itself.
    private static let longestRetry = 60_000

    /// No price is known for what the request asks for.
    static let unpricedModel = Refusal(
        .modelNotAllowed, "No price is known for the model, and what this key may spend is limited.")

    /// The refusal of what goes over a limit, with the fields in which the dialect's SDKs look.
    init(_ exceeded: ExceededLimit, dialect: String) {
        let seconds = (exceeded.retryAfter + 999) / 1000
        self.init(
            Self.isSpent(exceeded) ? .quotaExceeded : .rateLimited, Self.message(exceeded, seconds: seconds)
        )
        fields.append("retry-after", "\(seconds)")
        if exceeded.retryAfter <= Self.longestRetry {
            fields.append("retry-after-ms", "\(exceeded.retryAfter)")
        }
        if exceeded.kind == .cost { return }
        let resource = exceeded.kind == .tokens ? "tokens" : "requests"
        if dialect.hasPrefix("anthropic") {
            let reset = Moment(milliseconds: exceeded.now.milliseconds + seconds * 1000).text
            fields.append(FieldName("anthropic-ratelimit-\(resource)-limit"), "\(exceeded.limit)")
            fields.append(FieldName("anthropic-ratelimit-\(resource)-remaining"), "0")
            fields.append(FieldName("anthropic-ratelimit-\(resource)-reset"), reset)
        } else {
            fields.append(FieldName("x-ratelimit-limit-\(resource)"), "\(exceeded.limit)")
            fields.append(FieldName("x-ratelimit-remaining-\(resource)"), "0")
            fields.append(FieldName("x-ratelimit-reset-\(resource)"), "\(seconds)s")
        }
    }

    /// Whether nothing but the next day helps.
    private static func isSpent(_ exceeded: ExceededLimit) -> Bool {
        exceeded.kind == .tokens || exceeded.kind == .cost
    }

    private static func message(_ exceeded: ExceededLimit, seconds: Int) -> String {
        let wait = "try again in \(seconds) \(seconds == 1 ? "second" : "seconds")."
        return switch exceeded.kind {
        case .requests: "More than \(exceeded.limit) requests a minute; \(wait)"
        case .streams: "More than \(exceeded.limit) requests at one time; \(wait)"
        case .cost: "What may be spent a day is spent; \(wait)"
        case .tokens: "The day's \(exceeded.limit) tokens are spent; \(wait)"
        }
    }
}

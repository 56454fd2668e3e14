/// The stages of a route, in the order of its file.
package struct Chain: Sendable {
    /// The stages; the last one is `forward`.
    package let stages: [any Stage]
    /// How long a stream may be silent towards the client before it is kept alive; nil: for ever.
    package let keepalive: Duration?

    /// Whether clients are asked who they are.
    package let asksWhoItIs: Bool
    /// Whether what clients ask for is limited.
    package let limits: Bool
    /// Whether it is known what models cost.
    package let knowsPrices: Bool
    /// Whether requests are read.
    let filtersRequest: Bool
    /// Whether answers are read.
    package let filtersResponse: Bool

    package init(stages: [any Stage]) {
        self.stages = stages
        asksWhoItIs = stages.contains { $0 is Authenticate }
        limits = stages.contains { $0 is Limit }
        knowsPrices = stages.contains { ($0 as? Limit)?.prices != nil }
        filtersRequest = stages.contains { $0 is FilterRequest }
        filtersResponse = stages.contains { $0 is FilterResponse }
        keepalive = stages.lazy.compactMap { $0 as? FilterResponse }.first?.options.keepalive
    }

    /// Runs the stages over the request's head, before its body is read.
    ///
    /// - Returns: The answer when a stage made one: nothing is forwarded then.
    package func admit(_ exchange: inout Exchange) -> Answer? {
        if let refusal = exchange.readHeaderLevels() { return answer(refusal, from: stages.count, &exchange) }
        for index in stages.indices {
            if let answer = settle(stages[index].admit(&exchange), of: index, &exchange) { return answer }
        }
        return nil
    }

    /// Runs the stages over the whole request.
    ///
    /// - Returns: The answer when a stage made one; nil: forward `exchange.request` and `exchange.body`.
    package func receive(_ exchange: inout Exchange) -> Answer? {
        exchange.isBodyRead = filtersRequest
        if let refusal = exchange.readBodyLevels() { return answer(refusal, from: stages.count, &exchange) }
        for index in stages.indices {
            if let answer = settle(stages[index].receive(&exchange), of: index, &exchange) { return answer }
        }
        return nil
    }

    /// Runs the stages over the head of an upstream's response, from the last to the first.
    package func respond(_ head: inout ResponseHead, _ exchange: inout Exchange) {
        for index in stages.indices.reversed() { stages[index].respond(&head, &exchange) }
    }

    /// The answer to an exchange that is refused outside of a stage: by the transport, or by a response filter.
    package func refuse(_ refusal: Refusal, _ exchange: inout Exchange) -> Answer {
        answer(refusal, from: stages.count, &exchange)
    }

    private func settle(_ outcome: Outcome, of index: Int, _ exchange: inout Exchange) -> Answer? {
        switch outcome {
        case .next:
            return nil
        case .refuse(let refusal):
            return answer(refusal, from: index, &exchange)
        case .answer(var answer):
            for stage in stages[..<index].reversed() { stage.respond(&answer.head, &exchange) }
            return answer
        }
    }

    private func answer(_ refusal: Refusal, from index: Int, _ exchange: inout Exchange) -> Answer {
        var answer = Answer(refusal: refusal, dialect: exchange.dialect, eventID: exchange.id)
        for stage in stages[..<index].reversed() { stage.respond(&answer.head, &exchange) }
        return answer
    }
}

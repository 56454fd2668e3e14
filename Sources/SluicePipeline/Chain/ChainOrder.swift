import SluiceRules

/// The orders of a chain that make no sense, each with its reason.
enum ChainOrder {
    /// Reports what is wrong with the order of a list of stages.
    static func check(_ entries: [ChainBuilder.Entry], of list: ConfigNode, _ diagnostics: Diagnostics) {
        checkRepeats(entries, diagnostics)
        checkForward(entries, of: list, diagnostics)
        checkCORS(entries, diagnostics)
        checkAuthenticate(entries, diagnostics)
    }

    /// Warns of stages whose options leave nothing for a later one to do.
    static func check(_ stages: [any Stage], _ entries: [ChainBuilder.Entry], _ diagnostics: Diagnostics) {
        checkTokens(stages, entries, diagnostics)
        guard let allowIndex = stages.firstIndex(where: { $0 is AllowFields }),
            let stripIndex = stages.firstIndex(where: { $0 is StripFields }), allowIndex < stripIndex,
            let allow = stages[allowIndex] as? AllowFields, allow.others == .refuse,
            let strip = stages[stripIndex] as? StripFields,
            let refused = strip.names.names.first(where: { !allow.names.contains($0) }),
            let entry = entries.first(where: { $0.name == StripFields.name })
        else { return }
        let name = String(decoding: refused, as: UTF8.self)
        diagnostics.warning(
            .badValue,
            "`strip_fields` comes too late: `allow_fields` refuses a request with `\(name)` before",
            at: entry.span, help: "move `strip_fields` above `allow_fields`")
    }

    /// The usage stands in answers, and they are read by `filter_response` only.
    private static func checkTokens(
        _ stages: [any Stage], _ entries: [ChainBuilder.Entry], _ diagnostics: Diagnostics
    ) {
        guard stages.contains(where: { ($0 as? Limit)?.limits.needsUsage ?? false }),
            !stages.contains(where: { $0 is FilterResponse }),
            let entry = entries.first(where: { $0.name == Limit.name })
        else { return }
        diagnostics.error(
            .badValue, "a limit of tokens or of their cost needs `filter_response`, which reads the usage",
            at: entry.span,
            help: "put `- filter_response` into the chain")
    }

    private static func checkRepeats(_ entries: [ChainBuilder.Entry], _ diagnostics: Diagnostics) {
        for (index, entry) in entries.enumerated() {
            guard let first = entries[..<index].first(where: { $0.name == entry.name }) else { continue }
            diagnostics.error(
                .badValue, "`\(entry.name)` stands in the chain twice", at: entry.span,
                notes: ["the first one is at \(first.span.location)"],
                help: "a stage has one set of options; merge the two")
        }
    }

    private static func checkForward(
        _ entries: [ChainBuilder.Entry], of list: ConfigNode, _ diagnostics: Diagnostics
    ) {
        guard let forward = entries.firstIndex(where: { $0.name == Forward.name }) else {
            diagnostics.error(
                .missingField, "the chain has no `forward`, so no request would reach a provider",
                at: list.headSpan,
                help: "end the list with `- forward`")
            return
        }
        for entry in entries[(forward + 1)...] where entry.name != Forward.name {
            diagnostics.error(
                .badValue, "`\(entry.name)` stands behind `forward`, \(consequence(of: entry.name))",
                at: entry.span,
                help: "`forward` comes last: move `\(entry.name)` above it")
        }
    }

    /// Who asks is known only behind `authenticate`.
    private static func checkAuthenticate(_ entries: [ChainBuilder.Entry], _ diagnostics: Diagnostics) {
        guard let place = entries.firstIndex(where: { $0.name == Authenticate.name }) else { return }
        for entry in entries[..<place] where entry.name == Limit.name {
            diagnostics.error(
                .badValue, "`limit` stands above `authenticate`, so it can't know whose limits count",
                at: entry.span, help: "move `authenticate` above `limit`")
        }
    }

    private static func consequence(of name: String) -> String {
        switch name {
        case FilterRequest.name: "so every request would leave before its text is inspected"
        case FilterResponse.name: "so no answer would be inspected"
        default: "where no request comes by any more"
        }
    }

    /// A warning only: the chain works, but browsers can't read what the stages above `cors` answer.
    private static func checkCORS(_ entries: [ChainBuilder.Entry], _ diagnostics: Diagnostics) {
        guard let cors = entries.firstIndex(where: { $0.name == CORS.name }),
            let above = entries[..<cors].first(where: { $0.name != AllowHeaders.name })
        else { return }
        diagnostics.warning(
            .badValue, "`cors` stands below `\(above.name)`, whose refusals a web page can't read",
            at: entries[cors].span,
            help: "move `cors` to the top of the chain")
    }
}

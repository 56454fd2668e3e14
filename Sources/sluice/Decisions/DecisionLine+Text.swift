extension DecisionLine {
    /// One line for a person who looks on.
    package func line(_ style: Style) -> String {
        let place = [route, dialect, client].compactMap(\.self).joined(separator: " ")
        let head =
            "\(ts) \(event) \(style(mark, outcome)) \(status.map(String.init) ?? "-") \(place) \(ms) ms"
        let hits = (hits ?? []).map { "  \($0.rule) \($0.action)\($0.mode == "shadow" ? " (shadow)" : "")" }
        return PlainLine.of(head + (fault.map { " \($0)" } ?? "") + hits.joined())
    }

    /// All that is known of the exchange, for a person.
    package func text(_ style: Style) -> String {
        var lines = ["\(ts)  " + style(mark, outcome) + (status.map { ", status \($0)" } ?? "")]
        func add(_ name: String, _ value: String?) {
            guard let value else { return }
            lines.append(
                "  \(name)\(String(repeating: " ", count: max(1, 10 - name.count)))\(PlainLine.of(value))")
        }
        add("route", route)
        add("dialect", dialect)
        add("client", client)
        add("level", level)
        add("fault", fault)
        add("rules", rulesDigest)
        add("trace", trace)
        for hit in hits ?? [] {
            let mode = hit.mode == "shadow" ? ", in shadow: nothing was changed" : ""
            lines.append(
                style(.bold, PlainLine.of(hit.rule)) + "  \(hit.action) (severity \(hit.severity)\(mode))")
            add("target", hit.target)
            if hit.span.count == 2 { add("span", "bytes \(hit.span[0])..<\(hit.span[1]) of the text") }
            add("source", hit.source)
        }
        if hits?.isEmpty ?? true { lines.append("no rule hit") }
        return lines.joined(separator: "\n") + "\n"
    }

    private var mark: Style.Mark {
        switch outcome {
        case "passed", "answered": .good
        case "blocked", "cut", "upstream_failed": .bad
        default: .notable
        }
    }
}

package import SluiceWire

/// Tells a person what happened at one stop of the tour.
package struct SceneReport {
    private let scene: Scene
    private let result: SceneResult
    private let style: Style
    private let sent: Transcript
    private let received: Transcript

    package init(_ scene: Scene, _ result: SceneResult, dialect: any Dialect, style: Style) {
        self.scene = scene
        self.result = result
        self.style = style
        sent = Transcript(result.sent, dialect: dialect)
        received = Transcript(result.received, dialect: dialect)
    }

    /// The lines about it.
    ///
    /// - Parameter number: Its place in the tour, from 1.
    package func lines(number: Int) -> [String] {
        var lines = [style(.bold, "\(number)  \(scene.title)")]
        lines.append(row("asked", scene.prompt))
        lines.append(row("provider", provider))
        lines.append(row("client", client))
        for rule in result.rules { lines.append(row("rule", style(.notable, rule))) }
        if let held { lines.append(row("held", held)) }
        return lines
    }

    private func row(_ label: String, _ text: String) -> String {
        let padding = String(repeating: " ", count: 10 - label.count)
        return "   " + style(.dim, label) + padding + text
    }

    /// The provider's text; strokes show how it was cut.
    private var provider: String {
        guard result.sent.status != 0 else { return "was never asked" }
        return sent.parts.map(\.text).joined(separator: style(.dim, "|"))
    }

    private var client: String {
        guard result.received.status == 200 else {
            return style(.bad, "\(result.received.status)") + " "
                + String(decoding: result.received.body, as: UTF8.self)
        }
        if result.received.body == result.sent.body {
            return style(.good, "the same, byte for byte") + " (\(Count.of(result.sent.body.count, "byte")))"
        }
        guard received.finishReason == "content_filter" else { return received.text }
        return received.text + style(.bad, " then finish_reason: content_filter")
    }

    private var held: String? {
        guard result.received.status == 200 else { return nil }
        let hold = Hold(sent: sent.parts, delivered: received.parts)
        guard scene.isStream else {
            return "a whole answer is judged in one piece, in \(hold.milliseconds) ms"
        }
        guard hold.characters > 0 else { return "nothing" }
        return "at most \(Count.of(hold.characters, "character")), for \(hold.milliseconds) ms"
    }
}

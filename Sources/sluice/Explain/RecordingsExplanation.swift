import SluicePipeline
import SluiceRecording
import SluiceRules

/// What rules find in recorded exchanges, written for a person or for a machine.
package struct RecordingsExplanation {
    package let exchanges: [ExchangeExplanation]
    let rules: TextRules

    /// Explains everything.
    ///
    /// - Parameter rules: The rules and the level; what a recorded request asks for doesn't count.
    package init(_ items: [RecordingFiles.Item], by rules: TextRules) {
        self.rules = rules
        let session = ReplaySession(rules.set, level: rules.level)
        var explainers: [Origin: Explainer] = [:]
        var progress = Progress(items.count, "exchanges")
        exchanges = items.map { item in
            defer { progress.step() }
            let origin = rules.set.asksForOrigin ? Self.origin(of: item.exchange) : Origin()
            var explainer = explainers[origin] ?? Explainer(rules.set, level: rules.level, origin: origin)
            defer { explainers[origin] = explainer }
            return ExchangeExplanation(item, session, &explainer)
        }
        progress.finish()
    }

    private static func origin(of recorded: RecordedExchange) -> Origin {
        let request = recorded.request
        let head = RequestHead(
            method: request.method, path: request.path, query: request.query, fields: request.fields)
        return Origin(route: recorded.route, models: ModelNames.asked(for: head, body: request.body))
    }
}

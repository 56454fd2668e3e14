import ArgumentParser
import SluiceRules

/// Where a text comes from, for exceptions of rules that count for some exchanges only.
struct OriginOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The route that the text came in by.", valueName: "name"))
    var route: String?

    @Option(help: ArgumentHelp("The client that it came from.", valueName: "name"))
    var client: String?

    @Option(help: ArgumentHelp("A tag of the client.", valueName: "tag"))
    var keyTag: [String] = []

    @Option(help: ArgumentHelp("The model that was asked for.", valueName: "name"))
    var model: String?

    var origin: Origin {
        Origin(route: route, client: client, keyTags: keyTag, models: model.map { [$0] } ?? [])
    }

    /// Whether nothing is said of it.
    var isEmpty: Bool { origin == Origin() }
}

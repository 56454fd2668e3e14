/// Names and values as Prometheus takes them, made of what swift-metrics lets through, which is any text.
enum MetricName {
    /// The most characters of a label's value.
    private static let mostCharacters = 100
    /// The labels by which the format itself tells samples apart.
    private static let reserved = ["le", "quantile"]

    /// The name of a family: letters, digits and underscores, with the suffix that its kind has by custom.
    static func family(_ label: String, suffix: String) -> String {
        let name = word(label)
        return name.hasSuffix(suffix) ? name : name + suffix
    }

    /// The labels of a series, sorted by name; of two with the same name the first counts.
    static func labels(_ dimensions: [(String, String)]) -> [MetricsText.Label] {
        var labels: [MetricsText.Label] = []
        for (name, value) in dimensions {
            let name = label(name)
            guard !labels.contains(where: { $0.name == name }) else { continue }
            labels.append(
                (name, String(String.UnicodeScalarView(value.unicodeScalars.prefix(mostCharacters)))))
        }
        return labels.sorted { $0.name < $1.name }
    }

    /// A label's name; two underscores at the beginning are Prometheus' own.
    private static func label(_ name: String) -> String {
        var word = word(name)
        while word.hasPrefix("__") { word.removeFirst() }
        return reserved.contains(word) ? word + "_" : word
    }

    /// The text with an underscore for all that a name can't have; colons belong to recording rules.
    private static func word(_ text: String) -> String {
        var word = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "a"..."z", "A"..."Z", "_": word.unicodeScalars.append(scalar)
            case "0"..."9":
                if word.isEmpty { word = "_" }
                word.unicodeScalars.append(scalar)
            default: word += "_"
            }
        }
        return word.isEmpty ? "_" : word
    }
}

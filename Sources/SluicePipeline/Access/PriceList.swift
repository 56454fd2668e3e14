package import SluiceRules

/// What models cost, by globs over their names; the first that fits counts.
package struct PriceList: Sendable {
    private let lines: [(model: String, price: Price)]

    /// Reads `{ "gpt-4o*": { input: 2.5, output: 10 } }`.
    package init(_ node: ConfigNode, _ diagnostics: Diagnostics) {
        var map = node.mapping("prices", diagnostics)
        lines = map.members.compactMap { member in
            guard let node = map.node(member.key) else { return nil }
            var line = node.mapping(member.key, diagnostics)
            let input = Self.amount("input", in: &line)
            let output = Self.amount("output", in: &line)
            line.finish()
            return (member.key, Price(input: input, output: output))
        }
    }

    /// The price of a model; nil when no line fits it.
    func price(of model: String) -> Price? {
        lines.first { Glob.matches($0.model, model) }?.price
    }

    private static func amount(_ key: String, in map: inout ConfigMapping) -> Double {
        guard let node = map.requiredNode(key), let amount = node.double(key, map.diagnostics) else {
            return 0
        }
        guard amount >= 0, amount <= 1_000_000 else {
            let _: Never? = node.badValue(key, "a price is from 0 to 1000000", map.diagnostics)
            return 0
        }
        return amount
    }
}

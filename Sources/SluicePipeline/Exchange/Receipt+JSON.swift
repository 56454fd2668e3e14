import SluiceWire

extension Receipt {
    /// The receipt as one line of JSON: `scanned` by target, `opaque` by the line of the table, `unknown` and `unread`
    /// by side.
    ///
    /// Without the lines, `opaque` is by side as well. What is 0 is left out.
    package var json: String {
        "{" + counts.map { "\"\($0.name)\":\(Self.object($0.bytes))" }.joined(separator: ",") + "}"
    }

    /// The same counts: each with its name, and bytes by target, by line of a table or by side.
    package var counts: [(name: String, bytes: [(name: String, bytes: Int)])] {
        let scanned = targets.map { (name: $0.rawValue, bytes: self.scanned($0)) }
        let lines = self.lines.map { (name: "\($0.key.side) \($0.key.path)", bytes: $0.value) }
            .sorted { $0.name < $1.name }
        let opaque = namesLines ? lines : Self.sides { self.passed($0) }
        let unknown = Self.sides { self.unknown($0) }
        let unread = Self.sides { self.unread($0) }
        return [("scanned", scanned), ("opaque", opaque), ("unknown", unknown), ("unread", unread)]
    }

    private static func sides(_ count: (Target.Side) -> Int) -> [(name: String, bytes: Int)] {
        [Target.Side.request, .response].map { (name: "\($0)", bytes: count($0)) }.filter { $0.bytes > 0 }
    }

    private static func object(_ counts: [(name: String, bytes: Int)]) -> String {
        "{" + counts.map { "\"\($0.name)\":\($0.bytes)" }.joined(separator: ",") + "}"
    }
}

import SluiceMatching
import SluiceRules

/// What every rule can cost, as a table for a person.
struct RuleTable {
    /// More rules than so many are not all shown.
    private static let mostRules = 60
    /// Then so many are.
    private static let shownRules = 20
    private static let shownLiterals = 3

    private let costs: [CheckReport.Cost]
    private let hidden: Int
    private let hasAdversary: Bool

    init(_ costs: [CheckReport.Cost], showsAll: Bool) {
        hasAdversary = costs.contains { $0.worst != nil }
        if showsAll || costs.count <= Self.mostRules {
            self.costs = costs
        } else {
            self.costs = Array(costs.sorted(by: Self.isDearer).prefix(Self.shownRules))
        }
        hidden = costs.count - self.costs.count
    }

    func lines(_ style: Style) -> [String] {
        let columns = ["rule", "matches", "holds"] + (hasAdversary ? ["ms/64 KB", "stream", "limits"] : [])
        let last = ["wakes at"] + (hasAdversary ? ["worst text"] : [])
        var table = Table(
            [.left, .left] + columns.dropFirst(2).map { _ in .right } + last.map { _ in .left })
        table.append(columns + last)
        for cost in costs { table.append(row(cost)) }
        var lines = table.lines.enumerated().map { $0 == 0 ? style(.dim, $1) : $1 }
        if hidden > 0 {
            lines.append("and \(Count.of(hidden, "cheaper rule")): --all-rules shows them, --format json too")
        }
        if hasAdversary, !Adversary.isMeaningful {
            lines.append(style(.notable, "a debug build: its times are many times those of a release build"))
        }
        return lines
    }

    private func row(_ cost: CheckReport.Cost) -> [String] {
        var row = [cost.rule, bound(cost), Count.grouped(cost.info.holdCharacters)]
        if hasAdversary {
            row += [
                cost.worst.map { Count.decimal($0.milliseconds) } ?? "-",
                cost.worst?.millisecondsInPieces.map(Count.decimal) ?? "-",
                cost.worst.map { Count.grouped($0.limits) } ?? "-",
            ]
        }
        return row + [Self.gate(cost.info.gate)] + (hasAdversary ? [cost.worst?.recipe ?? "-"] : [])
    }

    private func bound(_ cost: CheckReport.Cost) -> String {
        cost.info.isBounded ? "bounded" : "window \(Count.grouped(cost.window ?? 0))"
    }

    private static func gate(_ gate: PatternGate) -> String {
        switch gate {
        case .keywords(let count): return Count.of(count, "keyword")
        case .firstBytes(let count): return Count.of(count, "first byte")
        case .always: return "every start"
        case .literals(let literals):
            let shown = literals.prefix(shownLiterals).map { "`\($0)`" }.joined(separator: " ")
            let rest = literals.count - shownLiterals
            return rest > 0 ? "\(shown) +\(rest)" : shown
        }
    }

    private static func isDearer(_ left: CheckReport.Cost, _ right: CheckReport.Cost) -> Bool {
        let times = (left.worst?.whole ?? 0, right.worst?.whole ?? 0)
        if times.0 != times.1 { return times.0 > times.1 }
        let holds = (left.info.holdCharacters, right.info.holdCharacters)
        return holds.0 == holds.1 ? left.rule < right.rule : holds.0 > holds.1
    }
}

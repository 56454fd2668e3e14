import SluiceRules

extension CheckRun {
    /// The report for a machine; members are added in later versions, never renamed.
    ///
    /// Times are processor time in milliseconds; those of a build without optimisation (`optimised`) mean little. Characters
    /// and bytes that are held are counted after normalisation. `per_rule` has for each rule `id`, `bounded`, `window`
    /// (null without one), `minimum` and `maximum` (the lengths of matches in characters, null without a bound),
    /// `hold_characters`, `hold_bytes`, `lookbehind`, `gate` (`kind` is `literals`, `first_bytes`, `always` or `keywords`,
    /// with `count` and `literals`), `hints` (`offset` and `length` in bytes of the regex, its flags in front, with
    /// `text` and `suggestion`) and `worst`, null with `--no-adversary`: the most expensive text found, as its `recipe`, its
    /// `beginning` and the `stretch` repeated behind it up to `bytes`; `whole_ms` for the text as a whole, `stream_ms`
    /// for a stream that brings it at once, `pieces_ms` for one that brings 4 bytes at a time, `limits` for how often
    /// PCRE2 gave up, and `tried`, the number of texts that were tried.
    /// `corpus` is there with `--corpus`: `texts`, `characters`, `rules`, `below_without_hit` and `per_rule` with `rule`,
    /// `hits`, `per_million`, `below` and the `file` and `line` of the first.
    /// Where the files don't load there is nothing of what rules can cost.
    package var json: JSONValue {
        let files = [
            ("files", JSONValue.array((report?.files ?? []).map(Self.json))),
            ("holds", .array((report?.holds ?? []).map(Self.json))),
        ]
        return .object(
            counts + files + (report.map(costs) ?? [])
                + (corpus.map { [("corpus", $0.json)] } ?? []) + [("diagnostics", complaints)])
    }

    private var counts: [(String, JSONValue)] {
        let rules = report.map { $0.enforced + $0.shadow + $0.off } ?? 0
        return [
            ("rules", .integer(rules)), ("enforced", .integer(report?.enforced ?? 0)),
            ("shadow", .integer(report?.shadow ?? 0)), ("off", .integer(report?.off ?? 0)),
            ("examples", .integer(report?.examples ?? 0)), ("splits", .integer(report?.splits ?? 0)),
            ("word_lists", .integer(report?.wordLists ?? 0)), ("errors", .integer(errorCount)),
            ("warnings", .integer(warningCount)),
        ]
    }

    private func costs(_ report: CheckReport) -> [(String, JSONValue)] {
        [
            ("optimised", .boolean(Adversary.isMeaningful)), ("load_ms", .decimal(loadSeconds * 1000)),
            ("prepare_ms", .decimal(report.prepareSeconds * 1000)), ("memory", Self.json(report.footprint)),
            ("held_per_target", .array(report.targetHolds.map(Self.json))),
            ("per_rule", .array(report.costs.map(Self.json))),
        ]
    }

    private var complaints: JSONValue { .array(diagnostics.map(Self.json)) }

    private static func json(_ file: CheckReport.File) -> JSONValue {
        .object([
            ("path", .string(file.path)), ("rules", .integer(file.rules)),
            ("examples", .integer(file.examples)),
            ("splits", .integer(file.splits)),
        ])
    }

    private static func json(_ hold: CheckReport.Hold) -> JSONValue {
        .object([("rule", .string(hold.rule)), ("bytes", .integer(hold.bytes))])
    }

    private static func json(_ diagnostic: Diagnostic) -> JSONValue {
        .object([
            ("severity", .string(diagnostic.severity.rawValue)),
            ("code", .string(diagnostic.code.rawValue)),
            ("message", .string(diagnostic.message)),
            ("file", diagnostic.location.map { .string($0.file) } ?? .null),
            ("line", diagnostic.location.map { .integer($0.line) } ?? .null),
            ("column", diagnostic.location.map { .integer($0.column) } ?? .null),
            ("label", diagnostic.label.map(JSONValue.string) ?? .null),
            ("notes", .array(diagnostic.notes.map(JSONValue.string))),
            ("help", diagnostic.help.map(JSONValue.string) ?? .null),
        ])
    }
}

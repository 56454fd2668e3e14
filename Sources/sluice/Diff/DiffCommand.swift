import ArgumentParser

/// `sluice diff`: two rule sets over the same recordings.
struct DiffCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Say what a change of rules would do to recorded exchanges.",
        discussion: """
            Runs every recording under both rule sets and reports the exchanges that end otherwise, and per rule the hits \
            that came and went. With --fail-on a pull request fails where it should:

              sluice diff --a rules-of-main --b rules --fail-on new-blocks>0 recordings/
              sluice diff --a rules-of-main --b rules --fail-on 'new-blocks>0:benign' recordings/

            What can be counted: new-blocks, gone-blocks, changed-texts, new-hits, gone-hits; `:benign` and `:violating` \
            look only at recordings with that label. Exits with 0, 1 when a threshold is crossed, 2 when rules or \
            recordings can't be used, 3 when a file can't be read or written.
            """)

    @Option(help: ArgumentHelp("The rules as they are; may be given several times.", valueName: "path"))
    var a: [String]

    @Option(help: ArgumentHelp("The rules as they shall be; may be given several times.", valueName: "path"))
    var b: [String]

    @Option(help: ArgumentHelp("The moderation level: low, medium or high.", valueName: "level"))
    var level = TextRules.levels.last ?? ""

    @Option(
        help: ArgumentHelp(
            """
            Fails when a count is larger; there are new-blocks, gone-blocks, changed-texts, new-hits and gone-hits. May \
            be given several times.
            """, valueName: "count>number[:label]"))
    var failOn: [DiffThreshold] = []

    @Option(help: "How the result is written: human, json or github (a comment for a pull request).")
    var format = DiffFormat.human

    @Option(help: ArgumentHelp("Writes a report to a file as well.", valueName: "format=file"))
    var out: [FormatFile<DiffFormat>] = []

    @Argument(help: "Recordings, and folders in which every *.rec.jsonl is read.")
    var recordings: [String]

    func run() throws {
        var options = ReplayOptions()
        options.rules = a
        options.level = level
        let index = try options.levelIndex()
        let before = ReplaySession(try options.load(a), level: index)
        let after = ReplaySession(try options.load(b), level: index)
        let items = try options.recordings(recordings)
        warnOfIdleThresholds(Set(items.compactMap(\.label)))
        let diff = ReplayDiff(before, after, items)
        let crossed = failOn.filter { diff.count($0.kind, label: $0.label) > $0.most }
        try out.write(showing: format) { diff.report($0, $1, crossed: crossed) }
        guard crossed.isEmpty else { throw ExitStatus.findings }
    }

    /// Names thresholds that nothing can cross: for a gate that never shuts nobody looks.
    private func warnOfIdleThresholds(_ labels: Set<String>) {
        for threshold in failOn {
            guard let label = threshold.label, !labels.contains(label) else { continue }
            Output.error.line(
                "sluice: no recording is labelled `\(label)`, so `\(threshold)` can't be crossed: write \"label\":\"\(label)\" into the first line of those that are"
            )
        }
    }
}

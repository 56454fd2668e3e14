package import SluiceRules
package import SluiceWire

/// What is measured: a text, and the rules that it is searched for.
package struct BenchInput: Sendable {
    /// The text's path.
    package let path: String
    package let text: [UInt8]
    package let target: Target
    /// The index of the level.
    package let level: Int
    package let set: RuleSet
    /// The active rules of the target.
    package let selection: RuleSelection
    /// The processor time, in seconds, in which the files were read and compiled.
    package let loadSeconds: Double
    /// The processor time, in seconds, in which the active rules were made ready to scan with.
    package let prepareSeconds: Double

    /// Reads and compiles everything.
    package init(
        rules: [String], text path: String, target: String, level: String, files: RuleFiles = .disk
    ) throws(BenchFault) {
        let kind: Target
        let index: Int
        do {
            kind = try TextRules.target(named: target)
            index = try TextRules.level(named: level)
        } catch { throw .rules(error) }
        guard let text = files.read(path) else { throw .unreadableText(path) }
        guard !text.isEmpty else { throw .emptyText(path) }
        let begin = ProcessorTime.ofProcess
        let set: RuleSet
        do { set = try TextRules.load(rules, files: files) } catch { throw .rules(error) }
        let loaded = ProcessorTime.ofProcess
        let view = set.view(level: index)
        guard let selection = view.selection(for: kind) else {
            let others = Target.allCases.compactMap { target in
                view.selection(for: target).map { (target.rawValue, $0.active.count) }
            }
            throw .noActiveRule(target: target, level: level, others: others)
        }
        self.path = path
        self.text = text
        self.target = kind
        self.level = index
        self.set = set
        self.selection = selection
        loadSeconds = loaded.seconds(since: begin)
        prepareSeconds = ProcessorTime.ofProcess.seconds(since: loaded)
    }
}

package import SluiceRules

/// Writes what happens into the case files that expect something else.
///
/// A file is written only where what is expected in it then holds: an edit that went wrong leaves it as it was.
package struct CaseUpdate {
    /// What was changed, by file and place.
    package private(set) var changes: [CaseChange] = []
    /// Files that can't be written.
    package private(set) var unwritable: [String] = []

    /// Runs all cases of a plan, and writes the files that need it.
    ///
    /// - Parameter write: Writes a file; false if it can't be.
    package init(
        _ plan: TestPlan, files: RuleFiles = .disk, write: (_ bytes: [UInt8], _ path: String) -> Bool
    ) {
        let diagnostics = Diagnostics()
        guard let set = RuleSet.load(plan.rules, runExamples: false, files: files, diagnostics),
            !diagnostics.hasErrors
        else { return }
        for path in CaseFiles(files: files).find(plan.casePaths(files), diagnostics) {
            guard let bytes = files.read(path), let edited = Self.edited(path, bytes, set, files) else {
                continue
            }
            if write(Array(edited.text.utf8), path) {
                changes += edited.changes
            } else {
                unwritable.append(path)
            }
        }
    }

    /// A file as it should be; nil where nothing has to change, or it can't be changed.
    private static func edited(
        _ path: String, _ bytes: [UInt8], _ set: RuleSet, _ files: RuleFiles
    ) -> (text: String, changes: [CaseChange])? {
        let diagnostics = Diagnostics()
        let tests = CaseReader.read(path: path, bytes: bytes, allowsEmpty: true, diagnostics)
        guard !diagnostics.hasErrors, let source = String(validating: bytes, as: UTF8.self) else {
            return nil
        }
        var run = CaseRun(set, splits: .none, files: files)
        let text = SourceText(source)
        var edits = CaseEdits(text)
        for test in tests {
            if let facts = run.facts(of: test) { edits.add(test, facts) }
        }
        guard !edits.edits.isEmpty else { return nil }
        let result = text.replacing(edits.edits)
        return holds(result, tests.map(\.name), path, set, files) ? (result, edits.changes) : nil
    }

    /// Whether an edited file has the same cases, and all that was changed in it holds now.
    private static func holds(
        _ text: String, _ names: [String], _ path: String, _ set: RuleSet, _ files: RuleFiles
    ) -> Bool {
        let diagnostics = Diagnostics()
        let tests = CaseReader.read(
            path: path, bytes: Array(text.utf8), allowsEmpty: true, diagnostics)
        guard !diagnostics.hasErrors, tests.map(\.name) == names else { return false }
        var run = CaseRun(set, splits: .none, files: files)
        let again = SourceText(text)
        var left = CaseEdits(again)
        for test in tests {
            if let facts = run.facts(of: test) { left.add(test, facts) }
        }
        return left.edits.isEmpty
    }
}

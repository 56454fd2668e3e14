/// Finds the rule files of a folder.
struct RuleFinder {
    let files: RuleFiles
    /// How deep folders are followed; also ends a loop of links.
    static let maximumDepth = 16

    /// Every `*.rules.yaml` (or `.yml`) below a folder, sorted by path; names that begin with a dot are left out.
    func ruleFiles(in folder: String) -> [String] {
        var found: [String] = []
        collect(folder, depth: 0, into: &found)
        return found.sorted()
    }

    private func collect(_ folder: String, depth: Int, into found: inout [String]) {
        guard depth < Self.maximumDepth else { return }
        let base = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        for name in (files.list(folder) ?? []).sorted() where !name.hasPrefix(".") {
            let path = "\(base)/\(name)"
            switch files.kind(path) {
            case .folder?: collect(path, depth: depth + 1, into: &found)
            case .file? where name.hasSuffix(".rules.yaml") || name.hasSuffix(".rules.yml"):
                found.append(path)
            case .file?, nil: break
            }
        }
    }
}

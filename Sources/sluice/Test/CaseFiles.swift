package import SluiceRules

/// Finds the `*.case.yaml` that a test runs.
package struct CaseFiles {
    private static let maximumDepth = 16

    private let files: RuleFiles

    package init(files: RuleFiles) {
        self.files = files
    }

    /// Every `*.case.yaml` of the folders, by path, and the files themselves; what isn't there is reported.
    package func find(_ paths: [String], _ diagnostics: Diagnostics) -> [String] {
        var found: [String] = []
        for path in paths {
            switch files.kind(path) {
            case .file: found.append(path)
            case .folder: found += cases(in: path, depth: 0)
            case nil: diagnostics.error(.unreadable, "`\(path)` is not there")
            }
        }
        var seen: Set<String> = []
        return found.filter { seen.insert($0).inserted }
    }

    private func cases(in folder: String, depth: Int) -> [String] {
        guard depth < Self.maximumDepth else { return [] }
        let base = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        return (files.list(folder) ?? []).sorted().filter { !$0.hasPrefix(".") }.flatMap { name -> [String] in
            let path = "\(base)/\(name)"
            switch files.kind(path) {
            case .folder: return cases(in: path, depth: depth + 1)
            case .file where name.hasSuffix(".case.yaml") || name.hasSuffix(".case.yml"): return [path]
            case .file, nil: return []
            }
        }
    }
}

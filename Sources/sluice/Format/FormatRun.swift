package import SluiceRules

/// Rule files and the form that they should have.
package struct FormatRun {
    /// The files that aren't in their form, with their text in it.
    package private(set) var changed: [(path: String, bytes: [UInt8])] = []

    /// Reads the files and those of folders; what can't be read is reported.
    package init(_ paths: [String], files: RuleFiles, _ diagnostics: Diagnostics) {
        for path in RuleSet.ruleFiles(paths, files: files, diagnostics) {
            guard let bytes = files.read(path) else {
                diagnostics.error(.unreadable, files.unreadable(path))
                continue
            }
            if let text = RuleFormatter.format(path: path, bytes: bytes, diagnostics), text != bytes {
                changed.append((path, text))
            }
        }
    }
}

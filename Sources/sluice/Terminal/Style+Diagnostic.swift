package import SluiceRules

extension Style {
    /// A complaint with its caret; what it is about is marked by how bad it is.
    package func complaint(_ diagnostic: Diagnostic) -> String {
        let text = DiagnosticRenderer().render(diagnostic)
        let end = text.firstIndex(of: "\n") ?? text.endIndex
        let headline = String(text[..<end])
        return self(diagnostic.severity == .error ? .bad : .notable, headline) + text[end...]
    }
}

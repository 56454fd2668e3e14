/// One complaint about a file: what, where, and what to do.
package struct Diagnostic: Sendable {
    /// Whether a complaint stops the load.
    package enum Severity: String, Sendable {
        case error
        case warning
    }

    package var severity: Severity
    package var code: DiagnosticCode
    /// What is wrong, in one line, without a full stop.
    package var message: String
    /// Where; nil for a complaint about no file in particular.
    package var location: SourceLocation?
    /// The line that `location` points into, without its end.
    package var sourceLine: String?
    /// How many Unicode scalars of the line are underlined.
    package var length: Int
    /// Text beside the caret.
    package var label: String?
    /// A second place on the same line, such as the bracket that is never closed.
    package var opener: Opener?
    package var notes: [String]
    package var help: String?

    /// A second, lesser mark on the line of a diagnostic.
    package struct Opener: Sendable {
        /// The column, from 1, in Unicode scalars.
        package var column: Int
        package var label: String
    }

    package init(
        _ severity: Severity, _ code: DiagnosticCode, _ message: String, at span: SourceSpan? = nil,
        label: String? = nil, notes: [String] = [], help: String? = nil
    ) {
        self.severity = severity
        self.code = code
        self.message = message
        self.location = span?.location
        self.sourceLine = span.map { $0.source.line($0.line) }
        self.length = span?.length ?? 0
        self.label = label
        self.notes = notes
        self.help = help
    }

    /// The same complaint, at a place if it has none.
    package func placed(at span: SourceSpan?) -> Diagnostic {
        guard location == nil, let span else { return self }
        return Diagnostic(severity, code, message, at: span, label: label, notes: notes, help: help)
    }
}

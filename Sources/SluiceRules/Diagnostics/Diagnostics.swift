/// Collects every complaint of one load, so that all of them are shown at once.
package final class Diagnostics {
    /// The complaints in the order they were found.
    package private(set) var all: [Diagnostic] = []
    private var seen: Set<Key> = []

    private struct Key: Hashable {
        var code: DiagnosticCode
        var message: String
        var location: SourceLocation?
    }

    package init() {}

    package var errorCount: Int { all.count { $0.severity == .error } }
    package var warningCount: Int { all.count { $0.severity == .warning } }
    package var hasErrors: Bool { all.contains { $0.severity == .error } }

    /// The complaints by file, line and column; those about no file come first.
    package var sorted: [Diagnostic] {
        all.enumerated().sorted { left, right in
            switch (left.element.location, right.element.location) {
            case (nil, nil): left.offset < right.offset
            case (nil, _): true
            case (_, nil): false
            case (let first?, let second?):
                first == second ? left.offset < right.offset : first < second
            }
        }.map(\.element)
    }

    /// Adds a complaint, unless the same one about the same place is there already.
    package func report(_ diagnostic: Diagnostic) {
        let key = Key(
            code: diagnostic.code, message: diagnostic.message, location: diagnostic.location)
        if seen.insert(key).inserted {
            all.append(diagnostic)
        }
    }

    /// Adds an error.
    package func error(
        _ code: DiagnosticCode, _ message: String, at span: SourceSpan? = nil,
        label: String? = nil, notes: [String] = [], help: String? = nil
    ) {
        report(Diagnostic(.error, code, message, at: span, label: label, notes: notes, help: help))
    }

    /// Adds a warning.
    package func warning(
        _ code: DiagnosticCode, _ message: String, at span: SourceSpan? = nil,
        label: String? = nil, notes: [String] = [], help: String? = nil
    ) {
        report(Diagnostic(.warning, code, message, at: span, label: label, notes: notes, help: help))
    }
}

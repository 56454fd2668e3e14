import SluiceRules

/// Why a file's lines can't be had.
package enum TextLinesFault: Error {
    case unreadable(String)
    /// A line is longer than ``TextLines/longest``.
    case tooLong(String)

    /// What is said to a person.
    package var line: String {
        switch self {
        case .unreadable("-"): "sluice: standard input can't be read"
        case .unreadable(let path): "sluice: \(RuleFiles.disk.unreadable(path))"
        case .tooLong(let path):
            "sluice: a line of `\(path)` is longer than \(TextLines.longest >> 20) MiB; is it text?"
        }
    }
}

import ArgumentParser

/// A report that goes to a file: `junit=report.xml`.
struct FormatFile<Format: RawRepresentable & Sendable>: ExpressibleByArgument, Sendable
where Format.RawValue == String {
    let format: Format
    let path: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let format = Format(rawValue: parts[0]) else { return nil }
        self.format = format
        path = parts[1]
    }

    /// Writes a report, or ends the command when it can't be written.
    func write(_ text: String) throws(ExitStatus) {
        guard FileText.write(Array(text.utf8), to: path) else {
            Output.error.line("sluice: " + FileText.unwritable(path))
            throw .environment
        }
    }
}

extension Array {
    /// Writes a report to the standard output, and to these files, to each in its own format.
    ///
    /// - Parameter format: That of the standard output.
    func write<Format>(
        showing format: Format, _ report: (Format, Style) -> String
    ) throws(ExitStatus) where Element == FormatFile<Format> {
        Output.standard.write(report(format, Style(for: .standard)))
        for file in self { try file.write(report(file.format, .plain)) }
    }
}

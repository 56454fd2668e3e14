import ArgumentParser
import Glibc

/// A report that goes to a file: `junit=report.xml`.
struct ReportFile: ExpressibleByArgument {
    let format: TestFormat
    let path: String

    init?(argument: String) {
        let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2, let format = TestFormat(rawValue: parts[0]) else { return nil }
        self.format = format
        path = parts[1]
    }

    /// Writes a file whole; false if it can't be.
    static func write(_ text: String, to path: String) -> Bool {
        guard let file = fopen(path, "w") else { return false }
        let written = fputs(text, file) >= 0
        return fclose(file) == 0 && written
    }
}

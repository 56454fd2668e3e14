internal import Glibc
internal import SluiceRules

/// Writes files.
package enum FileText {
    /// Writes a file whole, in place of what was there; false if it can't be.
    package static func write(_ bytes: [UInt8], to path: String) -> Bool {
        guard let file = fopen(path, "w") else { return false }
        let written = fwrite(bytes, 1, bytes.count, file) == bytes.count
        return fclose(file) == 0 && written
    }

    /// The complaint about a file that `write` has failed to write just now, with the system's reason.
    package static func unwritable(_ path: String) -> String {
        "`\(path)` can't be written: \(RuleFiles.reason(errno))"
    }

    /// Makes a folder and those it stands in; false if it isn't there then.
    package static func makeFolder(_ path: String) -> Bool {
        var made = path.hasPrefix("/") ? "/" : ""
        for part in path.split(separator: "/") {
            made += (made.isEmpty || made.hasSuffix("/") ? "" : "/") + part
            guard mkdir(made, 0o777) == 0 || errno == EEXIST else { return false }
        }
        return access(path + "/.", X_OK) == 0
    }
}

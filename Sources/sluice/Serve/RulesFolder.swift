import Glibc
package import SluiceRules

/// Finds the rules that Sluice ships.
package enum RulesFolder {
    /// The folder `rules` in the working directory, or else in the folder of the executable or one above it.
    ///
    /// - Returns: Nil when there is none with a rule file in it or in a folder below.
    package static func find(files: RuleFiles = .disk, executable: String? = Self.executable) -> String? {
        var candidates = ["rules"]
        var folder = executable?.split(separator: "/").dropLast() ?? []
        while !folder.isEmpty {
            candidates.append("/" + folder.joined(separator: "/") + "/rules")
            folder = folder.dropLast()
        }
        return candidates.first { candidate in
            files.kind(candidate) == .folder
                && !RuleSet.ruleFiles([candidate], files: files, Diagnostics()).isEmpty
        }
    }

    /// The path of the running executable, links resolved.
    package static var executable: String? {
        guard let path = realpath("/proc/self/exe", nil) else { return nil }
        defer { free(path) }
        return String(cString: path)
    }
}

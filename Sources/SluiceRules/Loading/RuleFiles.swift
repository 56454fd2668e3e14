/// Where rule files come from: the disk, or memory for embedded sets and tests.
package struct RuleFiles: Sendable {
    /// What a path is.
    package enum Kind: Sendable {
        case file
        case folder
    }

    /// The kind of a path; nil when nothing is there.
    package var kind: @Sendable (_ path: String) -> Kind?
    /// The names in a folder, in any order; nil when it can't be read.
    package var list: @Sendable (_ folder: String) -> [String]?
    /// The bytes of a file; nil when it can't be read.
    package var read: @Sendable (_ file: String) -> [UInt8]?
    /// Why a path can't be used, in the system's words; asked after one of the others has answered nil.
    package var fault: @Sendable (_ path: String) -> String

    package init(
        kind: @escaping @Sendable (_ path: String) -> Kind?,
        list: @escaping @Sendable (_ folder: String) -> [String]?,
        read: @escaping @Sendable (_ file: String) -> [UInt8]?,
        fault: @escaping @Sendable (_ path: String) -> String = { _ in "No such file or directory" }
    ) {
        self.kind = kind
        self.list = list
        self.read = read
        self.fault = fault
    }

    /// The end of a complaint about a file: ``` `PATH` can't be read: Permission denied ```.
    package func unreadable(_ path: String) -> String {
        "`\(path)` can't be read: \(fault(path))"
    }

    /// Files in memory, by path with `/` between the parts.
    package static func memory(_ files: [String: [UInt8]]) -> RuleFiles {
        RuleFiles(
            kind: { path in
                if files[path] != nil { return .file }
                return files.keys.contains { $0.hasPrefix(path + "/") } ? .folder : nil
            },
            list: { folder in
                let names = files.keys.filter { $0.hasPrefix(folder + "/") }.compactMap { path in
                    path.dropFirst(folder.count + 1).split(separator: "/").first.map(String.init)
                }
                return Array(Set(names))
            },
            read: { files[$0] })
    }
}

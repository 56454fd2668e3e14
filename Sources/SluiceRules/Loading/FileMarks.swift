internal import Glibc

/// When files were last changed, how long they are, and which they are: tells a change without reading anything.
///
/// Links are followed, so that a link that leads elsewhere by now is a change of every file below it.
package struct FileMarks: Equatable, Sendable {
    private struct Mark: Equatable {
        var written: Int
        /// Of the entry: a file that is moved here keeps the time at which it was written.
        var changed: Int
        var size: Int
        var device: UInt64
        var number: UInt64
    }

    private static let maximumDepth = 16

    private var marks: [String: Mark] = [:]

    /// The marks of files, and of all files below folders whose names don't begin with a dot.
    package init(_ paths: [String]) {
        for path in paths { add(path, depth: 0) }
    }

    /// Also of these files.
    package func adding(_ paths: [String]) -> FileMarks {
        var marks = self
        for path in paths where marks.marks[path] == nil { marks.add(path, depth: 0) }
        return marks
    }

    /// The files that are new, gone or different, by path.
    package func changes(since other: FileMarks) -> [String] {
        Set(marks.keys).union(other.marks.keys).filter { marks[$0] != other.marks[$0] }.sorted()
    }

    /// When the file was changed that was changed last, in milliseconds since 1970; nil when there is none.
    package var latestMilliseconds: Int? {
        marks.values.lazy.map { $0.changed / 1_000_000 }.max()
    }

    private mutating func add(_ path: String, depth: Int) {
        var status = stat()
        guard depth < Self.maximumDepth, stat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            marks[path] = Mark(
                written: Self.nanoseconds(status.st_mtim), changed: Self.nanoseconds(status.st_ctim),
                size: Int(status.st_size), device: UInt64(status.st_dev), number: UInt64(status.st_ino))
            return
        }
        guard let folder = opendir(path) else { return }
        defer { closedir(folder) }
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") {
                add(path.hasSuffix("/") ? path + name : "\(path)/\(name)", depth: depth + 1)
            }
        }
    }

    private static func nanoseconds(_ time: timespec) -> Int { time.tv_sec &* 1_000_000_000 &+ time.tv_nsec }
}

import Glibc

/// When files were last changed, and how long they are.
struct FileMarks: Equatable {
    private struct Mark: Equatable {
        var seconds: Int
        var nanoseconds: Int
        var size: Int
        var number: UInt64
    }

    private static let maximumDepth = 16

    private var marks: [String: Mark] = [:]

    /// The marks of files, and of all files below folders whose names don't begin with a dot.
    init(_ paths: [String]) {
        for path in paths { add(path, depth: 0) }
    }

    /// Also of these files.
    func adding(_ paths: [String]) -> FileMarks {
        var marks = self
        for path in paths where marks.marks[path] == nil { marks.add(path, depth: 0) }
        return marks
    }

    /// The files that are new, gone or different, by path.
    func changes(since other: FileMarks) -> [String] {
        Set(marks.keys).union(other.marks.keys).filter { marks[$0] != other.marks[$0] }.sorted()
    }

    private mutating func add(_ path: String, depth: Int) {
        var status = stat()
        guard depth < Self.maximumDepth, stat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            marks[path] = Mark(
                seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec,
                size: Int(status.st_size), number: UInt64(status.st_ino))
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
}

import Foundation
import Glibc
import SluiceRules

/// The file under a log: appended to, put aside when it is large, opened again when somebody has moved it.
struct LineFile {
    /// The file can't be opened.
    struct Failed: Error, CustomStringConvertible {
        let path: String
        let code: Int32

        var description: String {
            "can't write \(path): \(RuleFiles.reason(code))"
                + (code == ENOENT ? "; the folder has to be there" : "")
        }
    }

    /// How many files that were put aside are kept: `PATH.1`, the latest, to `PATH.5`.
    private static let kept = 5

    let path: String
    let rotateBytes: Int?
    private var descriptor: Int32 = -1
    /// The file that the path led to when it was opened.
    private var identity: FileIdentity?
    private var size = 0
    /// Whether the last line lacks its end.
    private var isCut = false

    init(path: String, rotateBytes: Int?) {
        self.path = path
        self.rotateBytes = rotateBytes
    }

    /// Opens the file, or makes it, readable by its owner only.
    mutating func open() throws(Failed) {
        let opened = Glibc.open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard opened >= 0 else { throw Failed(path: path, code: errno) }
        identity = FileIdentity(path: path)
        size = max(0, lseek(opened, 0, SEEK_END))
        var last: UInt8 = 0x0A
        if size > 0 { _ = pread(opened, &last, 1, size - 1) }
        isCut = last != 0x0A
        descriptor = opened
    }

    mutating func close() {
        if descriptor >= 0 { Glibc.close(descriptor) }
        descriptor = -1
    }

    /// Appends lines.
    ///
    /// - Returns: How many of the bytes were written.
    mutating func write(_ lines: [UInt8]) -> Int {
        if descriptor >= 0, wasMoved { close() }
        if let rotateBytes, size > 0, size + lines.count > rotateBytes { rotate() }
        if descriptor < 0 {
            do throws(Failed) { try open() } catch { return 0 }
        }
        if isCut {
            guard append([0x0A][...]) == 1 else { return 0 }
            isCut = false
        }
        let written = append(lines[...])
        isCut = written > 0 && lines[written - 1] != 0x0A
        return written
    }

    private mutating func append(_ bytes: ArraySlice<UInt8>) -> Int {
        var rest = bytes
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
        let written = bytes.count - rest.count
        size += written
        return written
    }

    /// Whether the path leads to another file by now, or to none.
    private var wasMoved: Bool { FileIdentity(path: path) != identity }

    private mutating func rotate() {
        close()
        for number in stride(from: Self.kept - 1, through: 1, by: -1) {
            rename("\(path).\(number)", "\(path).\(number + 1)")
        }
        rename(path, "\(path).1")
    }
}

/// Which file a path leads to, whatever it is called.
private struct FileIdentity: Equatable {
    private let device: Int
    private let number: Int

    /// Nil where there is none.
    init?(path: String) {
        guard let facts = try? FileManager.default.attributesOfItem(atPath: path),
            let device = facts[.systemNumber] as? Int, let number = facts[.systemFileNumber] as? Int
        else { return nil }
        self.device = device
        self.number = number
    }
}

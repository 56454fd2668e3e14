internal import Glibc

/// The lines of a file or of standard input, one after the other, as they come.
///
/// A line ends with LF or CR LF; the last one may have no end.
package struct TextLines: ~Copyable {
    /// The longest line.
    package static let longest = 256 << 20

    private let path: String
    private let descriptor: Int32
    private var buffer: [UInt8] = []
    private var start = 0
    private var isAtEnd = false

    /// - Parameter path: `-` for standard input.
    package init(_ path: String) throws(TextLinesFault) {
        self.path = path
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(path) }
    }

    deinit {
        if descriptor > STDIN_FILENO { close(descriptor) }
    }

    /// Whether the next line has come already.
    package var hasMore: Bool { buffer[start...].contains(UInt8(ascii: "\n")) }

    /// The next line without its end; nil behind the last.
    package mutating func next() throws(TextLinesFault) -> [UInt8]? {
        var searched = start
        while true {
            if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
                defer { start = end + 1 }
                let hasReturn = end > start && buffer[end - 1] == UInt8(ascii: "\r")
                return Array(buffer[start..<(hasReturn ? end - 1 : end)])
            }
            if isAtEnd {
                guard start < buffer.count else { return nil }
                defer { start = buffer.count }
                return Array(buffer[start...])
            }
            buffer.removeFirst(start)
            start = 0
            searched = buffer.count
            try fill()
        }
    }

    private mutating func fill() throws(TextLinesFault) {
        guard buffer.count <= Self.longest else { throw .tooLong(path) }
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &piece, piece.count)
            if count >= 0 {
                isAtEnd = count == 0
                buffer += piece[..<count]
                return
            }
            guard errno == EINTR else { throw .unreadable(path) }
        }
    }
}

import Glibc

/// Writes text to a file descriptor at once, so that a pipe sees each line when it is said.
///
/// A reader that has gone is no error: nobody is left to tell.
package struct Output: TextOutputStream, Sendable {
    /// Results.
    package static let standard = Output(descriptor: STDOUT_FILENO)
    /// Complaints.
    package static let error = Output(descriptor: STDERR_FILENO)

    /// The file descriptor.
    package let descriptor: Int32

    /// Whether a person looks at it.
    package var isTerminal: Bool { isatty(descriptor) == 1 }

    package func write(_ string: String) {
        var bytes = Array(string.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else {
                if errno == EINTR { continue }
                return
            }
            bytes = bytes.dropFirst(count)
        }
    }

    /// Writes a text and ends the line.
    package func line(_ text: String) {
        write(text + "\n")
    }
}

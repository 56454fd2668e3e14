/// Why a file is no recording.
package struct RecordingError: Error, Sendable, Equatable, CustomStringConvertible {
    package var file: String
    /// The line, from 1.
    package var line: Int
    package var message: String

    package var description: String { "\(file):\(line): \(message)" }
}

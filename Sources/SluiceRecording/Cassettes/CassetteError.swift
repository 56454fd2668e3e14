/// Why a file can't be read as recorded exchanges.
package struct CassetteError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file's name as it was given.
    package var file: String
    /// What is wrong, and where in the file.
    package var message: String

    package init(file: String, _ message: String) {
        self.file = file
        self.message = message
    }

    package var description: String { "\(file): \(message)" }
}

package import SluiceRules

/// Where a running gateway reads its configuration again.
package struct ReloadSource: Sendable {
    /// Reads everything; nil when an error was reported.
    ///
    /// Called on a thread of its own, again and again.
    package typealias Read = @Sendable (Diagnostics) -> GatewayConfiguration?

    /// How often a set of files that changes while it is read is read again.
    private static let attempts = 8

    private let read: Read

    package init(read: @escaping Read) {
        self.read = read
    }

    /// What came of reading.
    enum Result: Sendable {
        case configuration(GatewayConfiguration)
        /// What is wrong, each with its place.
        case complaints([String])
    }

    /// Reads everything in one state: when a file changes meanwhile, what was read is thrown away and read again.
    ///
    /// - Parameter paths: The files and folders that belong together.
    func read(together paths: [String]) -> Result {
        for _ in 0..<Self.attempts {
            let before = FileMarks(paths)
            let diagnostics = Diagnostics()
            let configuration = read(diagnostics)
            guard FileMarks(paths) == before else { continue }
            if let configuration { return .configuration(configuration) }
            return .complaints(diagnostics.sorted.filter { $0.severity == .error }.map(\.onOneLine))
        }
        return .complaints(["the files change faster than they can be read"])
    }
}

extension Diagnostic {
    /// Code, message and place on one line, for a log.
    fileprivate var onOneLine: String {
        "\(location.map { "\($0): " } ?? "")\(message) [\(code.rawValue)]"
    }
}

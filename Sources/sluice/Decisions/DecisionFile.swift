import SluiceRules

/// A decision log on the disk, with the files that were put aside.
package struct DecisionFile {
    private static let putAside = 5

    private let paths: [String]
    private let read: (String) -> [UInt8]?

    /// - Parameter read: The bytes of a file; nil when it can't be read.
    package init(path: String, read: @escaping (String) -> [UInt8]? = RuleFiles.disk.read) {
        paths = [path] + (1...Self.putAside).map { "\(path).\($0)" }
        self.read = read
    }

    /// The line of an event, the newest file first.
    ///
    /// - Returns: Nil where no file has it.
    /// - Throws: `Unreadable` when there is no file at all.
    package func line(of event: String) throws(Unreadable) -> (line: DecisionLine, json: String)? {
        guard let newest = read(paths[0]) else { throw Unreadable(path: paths[0]) }
        if let found = Self.find(event, in: newest) { return found }
        for path in paths.dropFirst() {
            if let bytes = read(path), let found = Self.find(event, in: bytes) { return found }
        }
        return nil
    }

    /// There is no such file, or it can't be read.
    package struct Unreadable: Error {
        package let path: String
    }

    private static func find(_ event: String, in bytes: [UInt8]) -> (line: DecisionLine, json: String)? {
        let mark = Array("\"event\":\"\(event)\"".utf8)
        for line in bytes.split(separator: 0x0A) where line.firstRange(of: mark) != nil {
            if let found = DecisionLine(line), found.event == event {
                return (found, String(decoding: line, as: UTF8.self))
            }
        }
        return nil
    }
}

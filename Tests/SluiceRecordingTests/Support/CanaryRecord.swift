import Foundation

/// The committed record of what becomes of the forbidden phrase, one line a place and one file a dialect.
///
/// With `SLUICE_UPDATE_CANARY` set, the tests write it instead of holding themselves against it.
enum CanaryRecord {
    static let isUpdating = ProcessInfo.processInfo.environment["SLUICE_UPDATE_CANARY"] != nil

    private static func url(_ dialect: String) -> URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appending(path: "../Fixtures/Canary/\(dialect).txt").standardized
    }

    static func lines(of dialect: String) throws -> [String] {
        let text = try String(contentsOf: url(dialect), encoding: .utf8)
        return text.split(separator: "\n").map(String.init)
    }

    static func write(_ lines: [String], of dialect: String) throws {
        try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: url(dialect))
    }
}

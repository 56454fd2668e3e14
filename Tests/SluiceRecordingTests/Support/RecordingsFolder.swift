import Foundation
import SluicePipeline
import SluiceRecording
import SluiceWire

/// The recorded exchanges of public projects, where they are at hand: `SLUICE_SHARED`, or `shared` beside the package.
enum RecordingsFolder {
    /// Whether a dialect has tables of its own.
    static func isKnown(_ dialect: any Dialect) -> Bool { !(dialect is GenericDialect) }

    static let url: URL? = {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "../../..")
        let shared = ProcessInfo.processInfo.environment["SLUICE_SHARED"].map { URL(fileURLWithPath: $0) }
        let folder = (shared ?? package.appending(path: "../shared")).appending(path: "recordings")
            .standardized
        return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
    }()

    static var isPresent: Bool { url != nil }

    /// The files with one of these endings, by name, in order.
    static func files(_ endings: String...) throws -> [(name: String, bytes: [UInt8])] {
        guard let url else { return [] }
        let names = try FileManager.default.subpathsOfDirectory(atPath: url.path).sorted()
        return try names.filter { name in endings.contains { name.hasSuffix($0) } }.map { name in
            (name, Array(try Data(contentsOf: url.appending(path: name))))
        }
    }

    /// All exchanges that are recorded as such.
    static func exchanges() throws -> [RecordedExchange] {
        let cassettes = try files(".yaml").flatMap { try Cassette.read(file: $0.name, bytes: $0.bytes) }
        let lists = try files(".chunks.txt").map { try ChunkList.read(file: $0.name, bytes: $0.bytes) }
        return cassettes + lists
    }

    /// The streams of the dialects that have a table.
    static func streams() throws -> [RecordedExchange] {
        try exchanges().filter { $0.framing != nil && isKnown($0.dialect) }
    }
}

extension RecordedExchange {
    var dialect: any Dialect { DialectRegistry.dialect(forPath: request.path) }
    var framing: StreamFraming? { framing(in: dialect) }
}

extension [RecordedExchange] {
    /// Some of them, spread over all, by the seed; all where everything is tried.
    var sampled: [RecordedExchange] {
        let stride = FuzzLimits.recordingStride
        return indices.filter { $0 % stride == Int(FuzzLimits.seed % UInt64(stride)) }.map { self[$0] }
    }
}

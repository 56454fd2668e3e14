internal import SluicePipeline

/// Reads HTTP archives, version 1.2, as browsers and proxies write them.
///
/// Only exchanges whose request or answer is JSON or a stream of events count: an archive of a page is full of others.
package struct HTTPArchive: Sendable {
    /// The exchanges, in the order of the file; those written by Sluice in their pieces and with their times.
    package private(set) var recordings: [Recording] = []
    /// How many entries are no exchange with a model, or never got an answer.
    package private(set) var leftOut = 0

    /// - Parameter file: The name for errors and for `origin`.
    package init(file: String, bytes: [UInt8]) throws(CassetteError) {
        var entries: [ArchiveEntry] = []
        var isArchive = false
        do {
            var reader = LineReader(bytes[...])
            try reader.members { (key, reader) throws(LineReader.Fault) in
                guard key == "log" else { return try reader.skip() }
                isArchive = true
                try reader.members { (key, reader) throws(LineReader.Fault) in
                    guard key == "entries" else { return try reader.skip() }
                    try reader.elements { (reader) throws(LineReader.Fault) in
                        entries.append(try ArchiveEntry(&reader))
                    }
                }
            }
            try reader.end()
        } catch {
            throw CassetteError(
                file: file,
                entries.isEmpty
                    ? "not readable as a HAR file: an object, `log` in it, `entries` in that, each with `request` and `response`"
                    : "not readable as a HAR file, behind entry \(entries.count)")
        }
        guard isArchive else { throw CassetteError(file: file, "no `log`: not a HAR file") }
        for (index, entry) in entries.enumerated() {
            guard entry.isOfModel else {
                leftOut += 1
                continue
            }
            guard let recording = entry.recording(id: "\(index + 1)", origin: file) else {
                throw CassetteError(file: file, "entry \(index + 1): the body is no base64")
            }
            recordings.append(recording)
        }
    }
}

import SluiceGateway

/// The folder that recordings of traffic go to, up to the bounds of the configuration.
struct RecordingFolder {
    private let options: RecordingOptions
    private let end: ContinuousClock.Instant
    private var bytes = 0
    private var count = 0

    init(_ options: RecordingOptions) {
        self.options = options
        end = ContinuousClock.now + options.maximumAge
    }

    /// Whether more may be written.
    var hasRoom: Bool {
        count < options.maximumExchanges && bytes < options.maximumBytes && ContinuousClock.now < end
    }

    /// Writes a recording; false when it can't be written, or there is no room.
    mutating func write(_ recording: [UInt8], id: String) -> Bool {
        guard hasRoom, bytes + recording.count <= options.maximumBytes,
            PrivateFile.write(recording, to: "\(options.directory)/\(id).rec.jsonl")
        else { return false }
        count += 1
        bytes += recording.count
        return true
    }
}

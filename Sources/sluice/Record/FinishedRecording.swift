import SluiceGateway
import SluiceRecording

/// A recording as those get it who want the exchange.
struct FinishedRecording {
    /// Who wants an exchange.
    struct Wanted: OptionSet {
        let rawValue: Int
        static let full = Wanted(rawValue: 1)
        static let masked = Wanted(rawValue: 2)
    }

    let id: String
    let facts: RecordingFilter.Facts
    /// The file; nil where nobody wants it so.
    var full: [UInt8]?
    /// The file without what was said; nil where nobody wants it so, or it can't be made.
    var masked: [UInt8]?

    /// The file that a reader gets.
    func bytes(for filter: RecordingFilter) -> [UInt8]? { filter.masksContent ? masked : full }
}

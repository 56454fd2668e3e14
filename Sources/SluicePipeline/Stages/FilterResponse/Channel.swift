import SluiceRules
import SluiceWire

/// One running text of a stream: what names it, its kind, and the filter over it.
struct Channel: Sendable {
    /// What names it.
    let id: ChannelKey
    /// Which sites continue it; nil once it is over: what comes under its key then is a new text.
    var key: ChannelKey?
    /// The kind of text.
    let target: Target
    /// What is decided of it.
    var filter: TextFilter
    /// What was found in it and doesn't count yet.
    var pending = PendingFindings()
    /// The number of the event that brought its latest piece.
    var latestEvent = 0
}

import SluiceRules
import SluiceWire

/// One running text of a stream: what names it, its kind, and the filter over it.
struct Channel: Sendable {
    /// The key of the sites that continue it.
    let key: ChannelKey
    /// Whether its end has not come yet.
    var isOpen = true
    /// Whether what comes under its key next has nothing to do with it.
    var isOver = false
    /// The kind of text.
    let target: Target
    /// Whether it says again what another text says: nothing that is found in it counts.
    var isMirror = false
    /// What is decided of it.
    var filter: TextFilter
    /// The texts before it under its key that were closed and may yet prove to be the beginning of a hit in it.
    var tails: [TextFilter] = []
    /// What was found in it and doesn't count yet.
    var pending = PendingFindings()
    /// The number of the event that brought its latest piece.
    var latestEvent = 0

    /// The most earlier texts that are kept; the first of them is read together with all that followed.
    private static let maximumTails = 8

    /// Continues the text.
    mutating func append(_ bytes: Span<UInt8>) -> TextProgress {
        let progress = filter.append(bytes)
        guard !tails.isEmpty else { return progress }
        for index in tails.indices { tails[index].append(bytes) }
        takeOverlaps()
        tails.removeAll { $0.isSettled }
        var held = filter.progress
        if !tails.isEmpty { held.decided = 0 }
        return held
    }

    /// The stream says that the text has ended; it may go on all the same.
    mutating func close() -> TextProgress {
        isOpen = false
        let progress = filter.close()
        guard !tails.isEmpty else { return progress }
        for index in tails.indices { tails[index].close() }
        takeOverlaps()
        return filter.progress
    }

    /// No more text comes.
    mutating func finish() -> TextProgress {
        isOpen = false
        let progress = filter.finish()
        guard !tails.isEmpty else { return progress }
        for index in tails.indices { tails[index].finish() }
        takeOverlaps()
        return filter.progress
    }

    /// What a text that goes on where this one was closed has to be read together with.
    ///
    /// The continuation is read for itself, and behind what came before: a client may show it either way.
    var successorTails: [TextFilter] {
        guard !isOver else { return [] }
        return Array((tails + [filter]).lazy.filter { !$0.isSettled }.prefix(Self.maximumTails))
    }

    private mutating func takeOverlaps() {
        for tail in tails {
            if let overlap = tail.overlap { filter.stop(by: overlap) }
        }
    }
}

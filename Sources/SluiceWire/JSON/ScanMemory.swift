/// The scanner's working memory, kept between payloads so that none is allocated in the steady state.
struct ScanMemory: Sendable {
    /// The open objects and arrays around the innermost one.
    var stack: [ScanFrame] = []
    /// The present value of each reference of the table.
    var references: [ScanReference] = []
    /// The unescaped keys of this payload.
    var decoded: [UInt8] = []
    /// The keys of all open objects, for finding duplicates.
    var keys = KeySet()
    /// FNV-1a of the event type: where path hashes begin.
    var pathSeed = PathHash.seed

    /// Memory beyond this many elements is returned after the payload.
    private static let keptCapacity = 1024

    mutating func begin(eventType: Span<UInt8>?, references count: Int) {
        pathSeed = PathHash.seed
        if let eventType {
            for index in 0..<eventType.count {
                pathSeed = PathHash.mix(pathSeed, eventType[index])
            }
        }
        if references.count < count {
            references.append(
                contentsOf: repeatElement(ScanReference(), count: count - references.count))
        }
    }

    /// Forgets the payload, and returns what one large payload made grow.
    mutating func end() {
        stack.removeAll(keepingCapacity: true)
        if !decoded.isEmpty {
            decoded.removeAll(keepingCapacity: decoded.capacity <= Self.keptCapacity)
        }
        keys.removeAll(keeping: Self.keptCapacity)
    }
}

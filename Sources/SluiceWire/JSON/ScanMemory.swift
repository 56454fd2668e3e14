/// The scanner's working memory, kept between payloads so that none is allocated in the steady state.
struct ScanMemory: Sendable {
    /// A frame for the place around the root and one for each open object or array.
    var frames: [ScanFrame] = []
    /// The present value of each reference of the table.
    var references: [ScanReference] = []
    /// The unescaped keys of this payload.
    var decoded: [UInt8] = []
    /// The keys of all open objects, for finding duplicates.
    var keys = KeySet()
    /// The slots of this payload, as far as it may be a template.
    var slots: [ScanSlot] = []
    /// FNV-1a of the event type: where path hashes begin.
    var pathSeed = PathHash.seed

    /// Frames that nearly all payloads get by with.
    private static let usualDepth = 20

    /// Memory beyond this many elements is returned after the payload.
    private static let keptCapacity = 1024

    mutating func begin(eventType: Span<UInt8>?, references count: Int) {
        slots.removeAll(keepingCapacity: true)
        pathSeed = PathHash.seed
        if let eventType {
            for index in 0..<eventType.count {
                pathSeed = PathHash.mix(pathSeed, eventType[index])
            }
        }
        let count = max(count, 1)
        if references.count < count {
            references.append(
                contentsOf: repeatElement(ScanReference(), count: count - references.count))
        }
        if frames.isEmpty {
            frames = Array(repeating: ScanFrame(), count: Self.usualDepth)
        }
    }

    /// Makes frames for as many containers as may be open at all.
    mutating func deepen() {
        frames = Array(repeating: ScanFrame(), count: JSONOptions.maximumDepth + 1)
    }

    /// Forgets the payload, and returns what one large payload made grow.
    mutating func end() {
        if frames.count > Self.usualDepth {
            frames = []
        }
        if !decoded.isEmpty {
            decoded.removeAll(keepingCapacity: decoded.capacity <= Self.keptCapacity)
        }
        keys.removeAll(keeping: Self.keptCapacity)
    }
}

/// What one pass over a JSON payload found, in the order of the bytes.
///
/// Meant to be reused from payload to payload: `PathTable.scan` empties it first and keeps its
/// memory, so that a stream is scanned without allocating.
package struct PayloadScan: Sendable {
    package internal(set) var sites: [TextSite] = []
    package internal(set) var values: [ScannedValue] = []
    package internal(set) var droppable: [DroppableMember] = []
    /// The bytes of strings that are deliberately no sites.
    package internal(set) var silentBytes = 0
    /// The same strings one by one, where the options ask for them.
    package internal(set) var passed: [PassedText] = []
    /// Working memory of the scanner; empty of meaning between scans.
    var memory = ScanMemory()
    /// The payload that the findings are of.
    var template = ScanTemplate()

    /// Memory for more texts than this is returned by `trim()`.
    private static let keptTexts = 4096

    package init() {}

    /// Forgets all findings and keeps the memory.
    package mutating func removeAll() {
        sites.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        droppable.removeAll(keepingCapacity: true)
        template.removeAll()
        silentBytes = 0
        passed.removeAll(keepingCapacity: true)
    }

    /// Returns the memory that a payload of unusually many texts has taken, and forgets its findings.
    package mutating func trim() {
        guard sites.capacity > Self.keptTexts || passed.capacity > Self.keptTexts else { return }
        self = PayloadScan()
    }
}

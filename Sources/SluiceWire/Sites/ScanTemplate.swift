/// The payload that a scan has read last, as a template for the next one.
///
/// Why it exists: the events of a stream differ in little more than a text, and those of two streams in an identifier and a
/// time besides; reading each with the scanner was the largest single cost of a frame. How it works: the payload's bytes are
/// kept with the places of its `ScanSlot`s. If the next payload has the same bytes but for the content of some slots, then
/// the scanner would find the same again, with all that stands behind a slot moved by the difference of the two contents'
/// lengths. Why it is safe: outside a string or number the grammar doesn't look into it, nothing depends on what a slot
/// holds, and that is read by the scanner's own lexer. Whatever differs in any other way is read in full.
struct ScanTemplate: Sendable {
    /// What another content does to the offsets behind it.
    struct Move: Sendable {
        /// The index of the slot.
        var slot: Int
        /// Where the old content ends.
        var end: Int
        /// How much longer the new one is.
        var distance: Int
        var isEscaped: Bool
    }

    private var payload: [UInt8] = []
    private var eventType: [UInt8] = []
    private var options = JSONOptions.request
    private var program: PathProgram?
    private(set) var slots: [ScanSlot] = []
    /// How the payload that matched last differs from the one before it.
    private(set) var moves: [Move] = []

    /// Longer payloads are no templates: they are rare, and the memory for them would stay.
    static let longestPayload = 2048

    /// Forgets the payload.
    mutating func removeAll() {
        program = nil
    }

    /// Takes a payload that has been scanned, and its slots in exchange for memory for the next ones.
    mutating func take(
        _ payload: Span<UInt8>, _ eventType: Span<UInt8>?, _ options: JSONOptions, _ program: PathProgram,
        _ slots: inout [ScanSlot]
    ) {
        guard payload.count <= Self.longestPayload else { return self.program = nil }
        swap(&self.slots, &slots)
        self.payload.removeAll(keepingCapacity: true)
        payload.append(to: &self.payload)
        self.eventType.removeAll(keepingCapacity: true)
        eventType?.append(to: &self.eventType)
        self.options = options
        self.program = program
    }

    /// Whether a payload differs in the content of slots alone; `moves` tells then how.
    mutating func match(
        _ payload: Span<UInt8>, _ eventType: Span<UInt8>?, _ options: JSONOptions, _ program: PathProgram
    ) -> Bool {
        guard self.program === program, self.options == options, payload.count <= Self.longestPayload,
            isOfSameType(eventType), findMoves(to: payload)
        else { return false }
        guard !moves.isEmpty else { return true }
        self.payload.removeAll(keepingCapacity: true)
        payload.append(to: &self.payload)
        for index in moves[0].slot..<slots.count { slots[index].range = moved(slots[index].range) }
        return true
    }

    /// Where a range of the payload before stands in the one that matched.
    func moved(_ range: Range<Int>) -> Range<Int> {
        moved(range.lowerBound)..<moved(range.upperBound)
    }

    /// Where an offset between two tokens of the payload before stands in the one that matched.
    func moved(_ offset: Int) -> Int {
        var result = offset
        for move in moves where move.end <= offset { result += move.distance }
        return result
    }

    private func isOfSameType(_ eventType: Span<UInt8>?) -> Bool {
        guard let eventType else { return self.eventType.isEmpty }
        guard eventType.count == self.eventType.count else { return false }
        return eventType.indices.allSatisfy { eventType[$0] == self.eventType[$0] }
    }

    /// Compares a payload with the template; false if they differ outside the slots.
    private mutating func findMoves(to payload: Span<UInt8>) -> Bool {
        moves.removeAll(keepingCapacity: true)
        return unsafe payload.withUnsafeBufferPointer { new in
            unsafe self.payload.withUnsafeBufferPointer { old in
                guard let base = new.baseAddress else { return old.isEmpty }
                let lexer = unsafe JSONLexer(base: base, count: new.count, options: options)
                var (slot, oldStart, newStart) = (0, 0, 0)
                while true {
                    let same = unsafe Self.commonPrefix(old[oldStart...], new[newStart...])
                    let place = oldStart + same
                    if place == old.count && newStart + same == new.count { return true }
                    // They differ in this slot, or right behind it where one content begins with the other.
                    while slot < slots.count, slots[slot].range.upperBound < place { slot += 1 }
                    guard slot < slots.count, slots[slot].range.lowerBound <= place else { return false }
                    let range = slots[slot].range
                    let start = range.lowerBound - oldStart + newStart
                    var isEscaped = false
                    guard let end = Self.end(of: slots[slot].kind, from: start, lexer, &isEscaped) else {
                        return false
                    }
                    moves.append(
                        Move(
                            slot: slot, end: range.upperBound, distance: end - start - range.count,
                            isEscaped: isEscaped))
                    slot += 1
                    oldStart = range.upperBound
                    newStart = end
                }
            }
        }
    }

    /// Where the content of a slot ends that begins at an offset; `nil` if it is empty or none of its kind.
    private static func end(
        of kind: ScanSlot.Kind, from start: Int, _ lexer: JSONLexer, _ isEscaped: inout Bool
    ) -> Int? {
        guard start < lexer.count else { return nil }
        let end: Int? =
            switch kind {
            case .number: try? lexer.endOfNumber(start)
            case .site, .silent: try? lexer.endOfString(start, &isEscaped)
            }
        guard let end, end > start else { return nil }
        return end
    }

    /// The number of bytes that two texts have in common from their beginnings.
    private static func commonPrefix(
        _ left: Slice<UnsafeBufferPointer<UInt8>>, _ right: Slice<UnsafeBufferPointer<UInt8>>
    ) -> Int {
        let left = unsafe UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: left))
        let right = unsafe UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: right))
        let count = min(left.count, right.count)
        var index = 0
        while index &+ 8 <= count {
            let difference =
                unsafe left.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                ^ right.loadUnaligned(fromByteOffset: index, as: UInt64.self)
            if difference != 0 { return index &+ difference.littleEndian.trailingZeroBitCount / 8 }
            index &+= 8
        }
        while index < count, unsafe left[index] == right[index] { index &+= 1 }
        return index
    }
}

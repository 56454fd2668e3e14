/// Which cells and bases of a growing double array are free.
struct PlaceList {
    private var isUsed: [Bool] = []
    private var isBase: [Bool] = []
    /// Cells before this one are taken or have been given up.
    private var firstFree = 0
    /// How often `firstFree` was no place for a node.
    private var failures = 0

    /// So many free cells are tried for a node before it gets a block of its own.
    private static let attempts = 64
    /// After so many failures a free cell is given up.
    private static let patience = 32

    mutating func grow(to count: Int) {
        isUsed.append(contentsOf: repeatElement(false, count: count - isUsed.count))
        isBase.append(contentsOf: repeatElement(false, count: count - isBase.count))
    }

    mutating func use(_ cell: Int) {
        isUsed[cell] = true
    }

    mutating func useBase(_ base: Int) {
        isBase[base] = true
    }

    /// A base at which the cells of all bytes are free; it may lie in a block that has yet to be added.
    ///
    /// `bytes` is not empty and ascends.
    mutating func base(for bytes: [UInt8]) -> Int {
        while firstFree < isUsed.count, isUsed[firstFree] { advance() }
        var cell = firstFree
        var attempts = 0
        while cell < isUsed.count, attempts < Self.attempts {
            if !isUsed[cell] {
                let base = cell ^ Int(bytes[0])
                if !isBase[base], bytes.allSatisfy({ !isUsed[base ^ Int($0)] }) { return base }
                attempts += 1
            }
            cell += 1
        }
        failures += 1
        if failures > Self.patience, firstFree < isUsed.count { advance() }
        return isUsed.count
    }

    private mutating func advance() {
        firstFree += 1
        failures = 0
    }
}

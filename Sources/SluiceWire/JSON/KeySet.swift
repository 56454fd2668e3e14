/// The keys of the objects that the scanner is inside of, to find two equal ones in an object.
///
/// Small objects are compared pair by pair; from `pairwise` members on, an object's keys go into a
/// hash table, so that the total is linear. The hash is Swift's seeded one: a sender can't choose
/// keys that collide.
struct KeySet: Sendable {
    /// Where the keys of one object begin.
    struct Mark: Sendable {
        var first = 0
        /// The number of the object in the hash table, 0 while it is compared pair by pair.
        var object: Int32 = 0
    }

    private struct Key: Sendable {
        var prefix: UInt64
        var slice: KeySlice
    }

    private struct Slot: Sendable {
        var hash = 0
        /// 0 for an empty slot.
        var object: Int32 = 0
        var slice = KeySlice()
    }

    private static let pairwise = 16

    private var keys: [Key] = []
    private var slots: [Slot] = []
    private var filled = 0
    private var objects: Int32 = 0

    /// The mark of an object that begins now.
    var mark: Mark { Mark(first: keys.count) }

    /// Forgets the keys of the innermost object.
    mutating func close(_ mark: Mark) {
        keys.removeLast(keys.count - mark.first)
    }

    /// Forgets everything; memory for more than `capacity` keys is returned.
    mutating func removeAll(keeping capacity: Int) {
        keys.removeAll(keepingCapacity: keys.capacity <= capacity)
        if filled > 0 {
            slots = []
            filled = 0
        }
        objects = 0
    }

    /// Adds a key to the innermost object; `false` when the object has it already.
    mutating func insert(
        _ slice: KeySlice, prefix: UInt64, into mark: inout Mark, bytes: KeyBytes
    ) -> Bool {
        if mark.object == 0 {
            for index in mark.first..<keys.count where keys[index].prefix == prefix {
                if bytes.areEqual(keys[index].slice, slice) { return false }
            }
            keys.append(Key(prefix: prefix, slice: slice))
            if keys.count - mark.first >= Self.pairwise {
                objects &+= 1
                mark.object = objects
                for index in mark.first..<keys.count {
                    _ = insertHashed(keys[index].slice, object: mark.object, bytes: bytes)
                }
            }
            return true
        }
        return insertHashed(slice, object: mark.object, bytes: bytes)
    }

    private mutating func insertHashed(_ slice: KeySlice, object: Int32, bytes: KeyBytes) -> Bool {
        if (filled + 1) * 2 > slots.count {
            grow()
        }
        let hash = bytes.hash(slice, seed: object)
        var index = hash & (slots.count - 1)
        while slots[index].object != 0 {
            let slot = slots[index]
            if slot.hash == hash, slot.object == object, bytes.areEqual(slot.slice, slice) {
                return false
            }
            index = (index + 1) & (slots.count - 1)
        }
        slots[index] = Slot(hash: hash, object: object, slice: slice)
        filled += 1
        return true
    }

    private mutating func grow() {
        let old = slots
        slots = Array(repeating: Slot(), count: max(64, old.count * 2))
        for slot in old where slot.object != 0 {
            var index = slot.hash & (slots.count - 1)
            while slots[index].object != 0 {
                index = (index + 1) & (slots.count - 1)
            }
            slots[index] = slot
        }
    }
}

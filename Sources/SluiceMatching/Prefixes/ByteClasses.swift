/// The classes of bytes that no set of a network tells apart, those of common bytes first.
struct ByteClasses {
    /// The class of each byte.
    private(set) var ofByte = [UInt8](repeating: 0, count: 256)
    /// How likely the bytes of each class are in ordinary text, roughly; it only orders work.
    private(set) var likelihoods: [Double] = []
    /// A byte of each class.
    private let firstBytes: [UInt8]

    var count: Int { firstBytes.count }

    init(of sets: some Sequence<ByteSet>) {
        let (split, count) = Self.split(by: sets)
        let likelihoods = Self.likelihoods(of: split, count)
        let order = (0..<count).sorted { (likelihoods[$1], $0) < (likelihoods[$0], $1) }
        var places = [UInt8](repeating: 0, count: count)
        for (place, byteClass) in order.enumerated() { places[byteClass] = UInt8(truncatingIfNeeded: place) }
        ofByte = split.map { places[Int($0)] }
        self.likelihoods = order.map { likelihoods[$0] }
        var firstBytes = [UInt8](repeating: 0, count: count)
        var byte = 256
        while byte > 0 {
            byte -= 1
            firstBytes[Int(ofByte[byte])] = UInt8(truncatingIfNeeded: byte)
        }
        self.firstBytes = firstBytes
    }

    /// The classes of a set's bytes, which the set doesn't tell apart from others of their class.
    func members(of set: ByteSet) -> [UInt8] {
        var members: [UInt8] = []
        for (byteClass, byte) in firstBytes.enumerated() where set.contains(byte) {
            members.append(UInt8(truncatingIfNeeded: byteClass))
        }
        return members
    }

    /// The class of each byte in any order, and how many classes there are.
    private static func split(by sets: some Sequence<ByteSet>) -> ([UInt8], Int) {
        var classes = [UInt8](repeating: 0, count: 256)
        var count = 1
        // For each class the one that its bytes inside a set get, and those outside it; -1 where there are none so far.
        var split = [Int](repeating: -1, count: 512)
        for set in sets {
            for index in 0..<2 * count { split[index] = -1 }
            var next = 0
            var byte = 0
            while byte < 256 {
                let isMember = set.contains(UInt8(truncatingIfNeeded: byte))
                let key = Int(classes[byte]) << 1 | (isMember ? 1 : 0)
                if split[key] < 0 {
                    split[key] = next
                    next += 1
                }
                classes[byte] = UInt8(truncatingIfNeeded: split[key])
                byte += 1
            }
            count = next
        }
        return (classes, count)
    }

    private static func likelihoods(of classes: [UInt8], _ count: Int) -> [Double] {
        var likelihoods = [Double](repeating: 0, count: count)
        var byte = 0
        while byte < 256 {
            likelihoods[Int(classes[byte])] += ByteLikelihood.of(UInt8(truncatingIfNeeded: byte))
            byte += 1
        }
        return likelihoods
    }
}

extension JSONScanner {
    /// FNV-1a of the event type and the path to the current member or element.
    mutating func pathHash(isKey: Bool) -> UInt64 {
        var hash = scan.memory.pathSeed
        if depth > 0 {
            hash = mix(containerHash(), stepOf: top)
        }
        return isKey ? PathHash.mix(hash, UInt8(ascii: "#")) : hash
    }

    /// The hash of the path to the innermost container, kept in the frames for the next string.
    private mutating func containerHash() -> UInt64 {
        if let known = top.pathHash { return known }
        // The first frame is the place around the root, which no step leads out of.
        var index = depth
        while index > 1, scan.memory.stack[index - 1].pathHash == nil {
            index -= 1
        }
        var hash = scan.memory.pathSeed
        if index > 1, let known = scan.memory.stack[index - 1].pathHash {
            hash = known
            index -= 1
        }
        for index in index..<depth {
            hash = mix(hash, stepOf: scan.memory.stack[index])
            if index + 1 < depth {
                scan.memory.stack[index + 1].pathHash = hash
            }
        }
        top.pathHash = hash
        return hash
    }

    /// Adds the step from a container to its current member or element.
    private func mix(_ hash: UInt64, stepOf frame: ScanFrame) -> UInt64 {
        var hash = hash
        if frame.isObject {
            hash = PathHash.mix(hash, UInt8(ascii: "."))
            for offset in 0..<frame.key.length {
                hash = PathHash.mix(hash, byte(frame.key, offset))
            }
            return hash
        }
        hash = PathHash.mix(hash, UInt8(ascii: "["))
        let element = frame.node >= 0 ? unsafe nodes[Int(frame.node)].element : PathNode.none
        if element >= 0, unsafe nodes[Int(element)].ownsIndex { return hash }
        return PathHash.mix(hash, frame.position)
    }
}

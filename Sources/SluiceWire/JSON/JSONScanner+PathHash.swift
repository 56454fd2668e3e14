extension JSONScanner {
    /// FNV-1a of the event type and the path to the current member or element.
    mutating func pathHash(isKey: Bool) -> UInt64 {
        var hash = unsafe scan.pointee.memory.pathSeed
        if depth > 0 {
            hash = unsafe mix(containerHash(), stepOf: top.pointee)
        }
        return isKey ? PathHash.mix(hash, UInt8(ascii: "#")) : hash
    }

    /// The hash of the path to the innermost container, kept in the frames for the next string.
    private mutating func containerHash() -> UInt64 {
        if let known = unsafe top.pointee.pathHash { return known }
        // The first frame is the place around the root, which no step leads out of.
        var index = depth
        while index > 1, unsafe frames[index].pathHash == nil {
            index -= 1
        }
        var hash = unsafe frames[index].pathHash ?? scan.pointee.memory.pathSeed
        while index < depth {
            hash = unsafe mix(hash, stepOf: frames[index])
            index += 1
            unsafe frames[index].pathHash = hash
        }
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

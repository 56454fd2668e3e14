extension JSONScanner {
    /// The path node of the elements of the innermost array.
    @inline(__always)
    var elementNode: Int32 {
        top.node >= 0 ? unsafe nodes[Int(top.node)].element : PathNode.none
    }

    /// Goes into the container at `start`.
    mutating func open(_ node: Int32, at start: Int, isObject: Bool) throws(JSONError) {
        guard depth < JSONOptions.maximumDepth else { throw JSONError(.tooDeep, at: start) }
        var frame = ScanFrame(start: start, node: node, isObject: isObject)
        frame.fallback = fallback(at: node)
        frame.scope = scope(at: node)
        frame.memberStart = start
        if isObject, !options.allowsDuplicateKeys {
            frame.keys = scan.memory.keys.mark
        }
        scan.memory.stack.append(top)
        top = frame
    }

    /// Leaves the innermost container and gives its node.
    mutating func close() -> Int32 {
        let node = top.node
        if top.isObject, !options.allowsDuplicateKeys {
            scan.memory.keys.close(top.keys)
        }
        top = scan.memory.stack.removeLast()
        return node
    }

    /// Reads key and colon; leaves `index` at the value and gives the value's node.
    mutating func member(_ index: inout Int) throws(JSONError) -> Int32 {
        guard index < count else { throw JSONError(.unexpectedEnd, at: count) }
        guard byte(index) == UInt8(ascii: "\"") else { throw JSONError(.unexpectedByte, at: index) }
        let start = index + 1
        var isEscaped = false
        let end = try endOfString(start, &isEscaped)
        index = skipBlanks(end + 1)
        guard index < count else { throw JSONError(.unexpectedEnd, at: count) }
        guard byte(index) == UInt8(ascii: ":") else { throw JSONError(.unexpectedByte, at: index) }
        index = skipBlanks(index + 1)

        top.memberStart = start - 1
        var key = KeySlice(start: start, length: end - start)
        let needsBytes = top.node >= 0 || top.fallback >= 0 || !options.allowsDuplicateKeys
        if isEscaped, needsBytes {
            let decoded = scan.memory.decoded.count
            unsafe JSONText.decode(base, start..<end, into: &scan.memory.decoded)
            key = KeySlice(start: decoded, length: scan.memory.decoded.count - decoded, isDecoded: true)
        }
        top.key = key
        let prefix = prefix(of: key)
        if !options.allowsDuplicateKeys {
            let bytes = unsafe KeyBytes(payload: base, decoded: scan.memory.decoded)
            guard scan.memory.keys.insert(key, prefix: prefix, into: &top.keys, bytes: bytes) else {
                throw JSONError(.duplicateKey, at: start)
            }
        }
        return node(of: key, prefix: prefix, raw: start..<end, isEscaped: isEscaped)
    }

    /// The node that the current member's key leads to; a key that nobody named is a site.
    private mutating func node(
        of key: KeySlice, prefix: UInt64, raw: Range<Int>, isEscaped: Bool
    ) -> Int32 {
        var next = PathNode.none
        if top.node >= 0 {
            let named = child(of: top.node, key, prefix)
            if named != PathNode.none { return named }
            next = unsafe nodes[Int(top.node)].anyKey
        }
        if raw.isEmpty { return next }
        let record = textRecord(at: next)
        if record >= 0 {
            emit(record, raw, isEscaped: isEscaped, scope: top.scope, isKey: true)
        }
        return next
    }

    /// A byte of a key.
    @inline(__always)
    func byte(_ key: KeySlice, _ offset: Int) -> UInt8 {
        key.isDecoded ? scan.memory.decoded[key.start + offset] : byte(key.start + offset)
    }

    private func child(of node: Int32, _ key: KeySlice, _ prefix: UInt64) -> Int32 {
        for index in unsafe nodes[Int(node)].children {
            let child = unsafe children[Int(index)]
            guard child.prefix == prefix, child.length == key.length else { continue }
            if key.length <= 8 || hasBytes(key, at: Int(child.key)) { return child.node }
        }
        return PathNode.none
    }

    /// Whether the bytes of `key` behind the first eight are those of the program's key at `start`.
    private func hasBytes(_ key: KeySlice, at start: Int) -> Bool {
        for offset in 8..<key.length {
            guard unsafe keyBytes[start + offset] == byte(key, offset) else { return false }
        }
        return true
    }

    /// The first eight bytes of a key as a number, the first byte lowest, zero-filled.
    @inline(__always)
    private func prefix(of key: KeySlice) -> UInt64 {
        if !key.isDecoded, key.start + 8 <= count {
            let word = unsafe UnsafeRawPointer(base + key.start).loadUnaligned(as: UInt64.self).littleEndian
            return key.length >= 8 ? word : word & ((1 << UInt64(8 * key.length)) - 1)
        }
        var word: UInt64 = 0
        for offset in 0..<min(key.length, 8) {
            word |= UInt64(byte(key, offset)) << UInt64(8 * offset)
        }
        return word
    }
}

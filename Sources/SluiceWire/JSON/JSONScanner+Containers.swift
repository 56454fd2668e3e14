extension JSONScanner {
    /// The path node of the elements of the innermost array.
    @inline(__always)
    var elementNode: Int32 {
        let node = unsafe top.pointee.node
        return node >= 0 ? unsafe nodes[Int(node)].element : PathNode.none
    }

    /// Goes into the container at `start`; `false` when there is no frame for it.
    @inline(__always)
    mutating func open(_ node: Int32, at start: Int, isObject: Bool) throws(JSONError) -> Bool {
        guard depth < JSONOptions.maximumDepth else { throw JSONError(.tooDeep, at: start) }
        guard unsafe depth + 1 < frames.count else { return false }
        var frame = ScanFrame(start: start, node: node, isObject: isObject)
        frame.fallback = fallback(at: node)
        frame.scope = scope(at: node)
        frame.memberStart = start
        if isObject, !lexer.options.allowsDuplicateKeys {
            frame.keys = unsafe scan.pointee.memory.keys.mark
            frame.hasKeys = true
        }
        depth += 1
        unsafe top += 1
        unsafe top.pointee = frame
        return true
    }

    /// Leaves the innermost container and gives its node.
    @inline(__always)
    mutating func close() -> Int32 {
        let node = unsafe top.pointee.node
        if unsafe top.pointee.hasKeys {
            unsafe scan.pointee.memory.keys.close(top.pointee.keys)
        }
        depth -= 1
        unsafe top -= 1
        return node
    }

    /// Reads key and colon; leaves `index` at the value and gives the value's node.
    mutating func member(_ index: inout Int) throws(JSONError) -> Int32 {
        guard index < lexer.count else { throw JSONError(.unexpectedEnd, at: lexer.count) }
        guard lexer.byte(index) == UInt8(ascii: "\"") else { throw JSONError(.unexpectedByte, at: index) }
        let start = index + 1
        var isEscaped = false
        let end = try lexer.endOfString(start, &isEscaped)
        index = lexer.skipBlanks(end + 1)
        guard index < lexer.count else { throw JSONError(.unexpectedEnd, at: lexer.count) }
        guard lexer.byte(index) == UInt8(ascii: ":") else { throw JSONError(.unexpectedByte, at: index) }
        index = lexer.skipBlanks(index + 1)

        unsafe top.pointee.memberStart = start - 1
        let parent = unsafe top.pointee.node
        let isRead = unsafe parent >= 0 || top.pointee.fallback >= 0
        if !isRead, lexer.options.allowsDuplicateKeys { return PathNode.none }
        var key = KeySlice(start: start, length: end - start)
        if isEscaped {
            key = unescaped(start..<end)
        }
        unsafe top.pointee.key = key
        let prefix = prefix(of: key)
        if !lexer.options.allowsDuplicateKeys, !isNew(key, prefix) {
            throw JSONError(.duplicateKey, at: start)
        }
        if parent >= 0 {
            let named = child(of: parent, key, prefix)
            if named != PathNode.none {
                let first = unsafe nodes[Int(parent)].children.lowerBound
                guard unsafe top.pointee.note(child: Int(top.pointee.nextChild - 1 - first)) else {
                    throw JSONError(.duplicateKey, at: start)
                }
                return named
            }
        }
        let node = parent >= 0 ? unsafe nodes[Int(parent)].anyKey : PathNode.none
        let record = textRecord(at: node)
        guard record >= 0 else { return node }
        if lexer.options.allowsDuplicateKeys, !isNewUnnamed(key, prefix) {
            throw JSONError(.duplicateKey, at: start)
        }
        // A key that no path names is a site.
        if start < end {
            let scope = unsafe top.pointee.scope
            emit(record, start..<end, isEscaped: isEscaped, scope: scope, form: .key, PathNode.none)
        }
        return node
    }

    /// Whether the innermost object has not had this key before, which no path names.
    private func isNewUnnamed(_ key: KeySlice, _ prefix: UInt64) -> Bool {
        if unsafe !top.pointee.hasKeys {
            unsafe top.pointee.keys = scan.pointee.memory.keys.mark
            unsafe top.pointee.hasKeys = true
        }
        return isNew(key, prefix)
    }

    /// A key with escapes, its text kept in the scanner's memory.
    private func unescaped(_ range: Range<Int>) -> KeySlice {
        let start = unsafe scan.pointee.memory.decoded.count
        unsafe JSONText.decode(lexer.base, range, into: &scan.pointee.memory.decoded)
        let length = unsafe scan.pointee.memory.decoded.count - start
        return KeySlice(start: start, length: length, isDecoded: true)
    }

    /// Whether the innermost object has not had this key before.
    private func isNew(_ key: KeySlice, _ prefix: UInt64) -> Bool {
        let bytes = unsafe KeyBytes(payload: lexer.base, decoded: scan.pointee.memory.decoded)
        return unsafe scan.pointee.memory.keys.insert(
            key, prefix: prefix, into: &top.pointee.keys, bytes: bytes)
    }

    /// A byte of a key.
    @inline(__always)
    func byte(_ key: KeySlice, _ offset: Int) -> UInt8 {
        unsafe key.isDecoded
            ? scan.pointee.memory.decoded[key.start + offset] : lexer.base[key.start + offset]
    }

    /// The named member of a node, `PathNode.none` without one.
    ///
    /// The search begins behind the last one that was found: members mostly come in the table's order.
    @inline(__always)
    private func child(of node: Int32, _ key: KeySlice, _ prefix: UInt64) -> Int32 {
        let run = unsafe nodes[Int(node)].children
        let first = unsafe min(max(top.pointee.nextChild, run.lowerBound), run.upperBound)
        var index = first
        while index < run.upperBound {
            if let found = match(index, key, prefix) { return found }
            index += 1
        }
        index = run.lowerBound
        while index < first {
            if let found = match(index, key, prefix) { return found }
            index += 1
        }
        return PathNode.none
    }

    @inline(__always)
    private func match(_ index: Int32, _ key: KeySlice, _ prefix: UInt64) -> Int32? {
        let child = unsafe children + Int(index)
        guard unsafe child.pointee.prefix == prefix, unsafe child.pointee.length == key.length,
            unsafe key.length <= 8 || hasBytes(key, at: Int(child.pointee.key))
        else { return nil }
        unsafe top.pointee.nextChild = index + 1
        return unsafe child.pointee.node
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
        if !key.isDecoded, key.start + 8 <= lexer.count {
            let word = unsafe UnsafeRawPointer(lexer.base + key.start).loadUnaligned(as: UInt64.self)
                .littleEndian
            if key.length >= 8 { return word }
            return key.length == 0 ? 0 : word & (UInt64.max &>> UInt64(64 &- 8 &* key.length))
        }
        var word: UInt64 = 0
        for offset in 0..<min(key.length, 8) {
            word |= UInt64(byte(key, offset)) << UInt64(8 * offset)
        }
        return word
    }
}

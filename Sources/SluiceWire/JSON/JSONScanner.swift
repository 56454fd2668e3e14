/// One strict pass over a JSON text (RFC 8259), along a compiled path table.
///
/// Without recursion: the open containers are frames, the innermost one in `top`. Every offset that
/// is read has been compared with `count` before.
@safe struct JSONScanner {
    let base: UnsafePointer<UInt8>
    let count: Int
    let options: JSONOptions
    let nodes: UnsafePointer<PathNode>
    let children: UnsafePointer<PathChild>
    let keyBytes: UnsafePointer<UInt8>
    let records: UnsafePointer<TextRecord>
    let program: PathProgram
    let scan: UnsafeMutablePointer<PayloadScan>
    /// The first frame is the place around the root.
    let frames: UnsafeMutableBufferPointer<ScanFrame>
    let references: UnsafeMutablePointer<ScanReference>
    /// The innermost container.
    var top: UnsafeMutablePointer<ScanFrame>
    /// How many containers are open.
    var depth = 0

    /// `frames` must hold at least one frame, `references` one for each reference of the program.
    init(
        _ base: UnsafePointer<UInt8>, _ count: Int, _ program: PathProgram, _ options: JSONOptions,
        scan: UnsafeMutablePointer<PayloadScan>, frames: UnsafeMutableBufferPointer<ScanFrame>,
        top: UnsafeMutablePointer<ScanFrame>, references: UnsafeMutablePointer<ScanReference>
    ) {
        unsafe self.base = base
        self.count = count
        self.options = options
        self.program = program
        unsafe nodes = program.nodes
        unsafe children = program.children
        unsafe keyBytes = program.keys
        unsafe records = program.records
        unsafe self.scan = scan
        unsafe self.frames = frames
        unsafe self.references = references
        unsafe self.top = top
        unsafe top.pointee = ScanFrame(fallback: program.unnamed)
    }

    /// Reads the whole payload; `false` when it is nested deeper than there are frames.
    mutating func run() throws(JSONError) -> Bool {
        var index = skipBlanks(afterByteOrderMark())
        var node: Int32 = 0
        var start = index
        value: while true {
            if node >= 0 {
                enter(node)
            }
            guard index < count else { throw JSONError(.unexpectedEnd, at: count) }
            start = index
            switch byte(index) {
            case UInt8(ascii: "\""):
                var isEscaped = false
                let end = try endOfString(index + 1, &isEscaped)
                string(node, (index + 1)..<end, isEscaped)
                index = end + 1
            case UInt8(ascii: "{"):
                guard try open(node, at: index, isObject: true) else { return false }
                index = skipBlanks(index + 1)
                if index < count, byte(index) == UInt8(ascii: "}") {
                    index += 1
                    node = close()
                    break
                }
                node = try member(&index)
                continue value
            case UInt8(ascii: "["):
                guard try open(node, at: index, isObject: false) else { return false }
                index = skipBlanks(index + 1)
                if index < count, byte(index) == UInt8(ascii: "]") {
                    index += 1
                    node = close()
                    break
                }
                unsafe top.pointee.memberStart = index
                node = elementNode
                continue value
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                index = try endOfNumber(index)
                if node >= 0 {
                    number(node, start..<index)
                }
            case UInt8(ascii: "t"): index = try endOfLiteral(index, "true")
            case UInt8(ascii: "f"): index = try endOfLiteral(index, "false")
            case UInt8(ascii: "n"): index = try endOfLiteral(index, "null")
            default: throw JSONError(.unexpectedByte, at: index)
            }
            // A value of `node` ended: report it, then look what follows.
            while true {
                let end = index
                index = skipBlanks(index)
                if node >= 0 {
                    report(node, start..<end, next: index)
                }
                if depth == 0 {
                    guard index == count else { throw JSONError(.trailingBytes, at: index) }
                    return true
                }
                guard index < count else { throw JSONError(.unexpectedEnd, at: count) }
                let next = byte(index)
                if next == UInt8(ascii: ",") {
                    unsafe top.pointee.comma = index
                    index = skipBlanks(index + 1)
                    if unsafe top.pointee.isObject {
                        node = try member(&index)
                    } else {
                        unsafe top.pointee.position &+= 1
                        unsafe top.pointee.memberStart = index
                        node = elementNode
                    }
                    continue value
                }
                let closing = unsafe top.pointee.isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
                guard next == closing else {
                    throw JSONError(.unexpectedByte, at: index)
                }
                index += 1
                start = unsafe top.pointee.start
                node = close()
            }
        }
    }

    @inline(__always)
    func byte(_ index: Int) -> UInt8 {
        assert(index >= 0 && index < count)
        return unsafe base[index]
    }

    @inline(__always)
    func skipBlanks(_ start: Int) -> Int {
        var index = start
        while index < count {
            let next = byte(index)
            guard next <= 0x20, next == 0x20 || next == 0x0a || next == 0x0d || next == 0x09 else { break }
            index += 1
        }
        return index
    }

    private func afterByteOrderMark() -> Int {
        guard options.allowsByteOrderMark, count >= 3 else { return 0 }
        return byte(0) == 0xef && byte(1) == 0xbb && byte(2) == 0xbf ? 3 : 0
    }
}

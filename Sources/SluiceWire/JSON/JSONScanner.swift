/// One strict pass over a JSON text (RFC 8259), along a compiled path table.
///
/// Without recursion: the open containers are frames, the innermost one at `top`.
@safe struct JSONScanner {
    let lexer: JSONLexer
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
        _ lexer: JSONLexer, _ program: PathProgram, scan: UnsafeMutablePointer<PayloadScan>,
        frames: UnsafeMutableBufferPointer<ScanFrame>,
        top: UnsafeMutablePointer<ScanFrame>, references: UnsafeMutablePointer<ScanReference>
    ) {
        self.lexer = lexer
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
        let lexer = lexer
        let count = lexer.count
        var index = lexer.skipBlanks(lexer.afterByteOrderMark())
        var node: Int32 = 0
        var start = index
        value: while true {
            if node >= 0 {
                enter(node)
            }
            guard index < count else { throw JSONError(.unexpectedEnd, at: count) }
            start = index
            switch lexer.byte(index) {
            case UInt8(ascii: "\""):
                var isEscaped = false
                let end = try lexer.endOfString(index + 1, &isEscaped)
                try string(node, (index + 1)..<end, isEscaped)
                index = end + 1
            case UInt8(ascii: "{"):
                guard try open(node, at: index, isObject: true) else { return false }
                index = lexer.skipBlanks(index + 1)
                if index < count, lexer.byte(index) == UInt8(ascii: "}") {
                    index += 1
                    node = close()
                    break
                }
                node = try member(&index)
                continue value
            case UInt8(ascii: "["):
                guard try open(node, at: index, isObject: false) else { return false }
                index = lexer.skipBlanks(index + 1)
                if index < count, lexer.byte(index) == UInt8(ascii: "]") {
                    index += 1
                    node = close()
                    break
                }
                unsafe top.pointee.memberStart = index
                node = elementNode
                continue value
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                index = try lexer.endOfNumber(index)
                try number(node, start..<index)
            case UInt8(ascii: "t"):
                index = try lexer.endOfLiteral(index, "true")
                try literal(node, start..<index)
            case UInt8(ascii: "f"):
                index = try lexer.endOfLiteral(index, "false")
                try literal(node, start..<index)
            case UInt8(ascii: "n"): index = try lexer.endOfLiteral(index, "null")
            case UInt8(ascii: "N"), UInt8(ascii: "I"): index = try lexer.endOfNonNumber(index)
            default: throw JSONError(.unexpectedByte, at: index)
            }
            // A value of `node` ended: report it, then look what follows.
            while true {
                let end = index
                index = lexer.skipBlanks(index)
                if node >= 0 {
                    report(node, start..<end, next: index)
                }
                if depth == 0 {
                    guard index == count else { throw JSONError(.trailingBytes, at: index) }
                    return true
                }
                guard index < count else { throw JSONError(.unexpectedEnd, at: count) }
                let next = lexer.byte(index)
                if next == UInt8(ascii: ",") {
                    guard unsafe scan.pointee.sites.count < JSONOptions.maximumTexts else {
                        throw JSONError(.tooManyTexts, at: index)
                    }
                    unsafe top.pointee.comma = index
                    index = lexer.skipBlanks(index + 1)
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
}

/// Where the bytes of an object key stand: in the payload or, unescaped, in the scanner's memory.
struct KeySlice: Sendable {
    var start = 0
    var length = 0
    var isDecoded = false
}

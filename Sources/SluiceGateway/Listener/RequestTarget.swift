/// The target of a request in origin-form (RFC 9112, section 3.2.1), its path in the one form that routes are held
/// against and that is forwarded.
///
/// What two programs could read in two ways is refused: empty segments, dot segments, path parameters, backslashes,
/// encoded slashes, backslashes and control characters. Needless percent escapes are undone.
struct RequestTarget: Equatable {
    /// Why a target is refused.
    enum Fault: Error, Equatable {
        /// It isn't a path at all, or an escape is broken: 400.
        case malformed
        /// It is a path that no route may claim: 404.
        case ambiguous
    }

    /// The path, beginning with `/`.
    var path: String
    /// What follows the first `?`.
    var query: String?

    /// Takes a target apart.
    init(_ target: String) throws(Fault) {
        guard let mark = Self.endOfPlainPath(target.utf8.span) else {
            try self.init(parsing: target)
            return
        }
        guard mark < target.utf8.count else {
            self.init(path: target, query: nil)
            return
        }
        let query = target.utf8.span.extracting(mark + 1..<target.utf8.count)
        guard Self.isQuery(query) else { throw .malformed }
        self.init(path: target.utf8.span.extracting(0..<mark).text, query: query.text)
    }

    private init(path: String, query: String?) {
        self.path = path
        self.query = query
    }

    /// Where the path ends that a target begins with, if it is in its normal form, as nearly all are.
    private static func endOfPlainPath(_ target: Span<UInt8>) -> Int? {
        guard target.count > 1, target[0] == UInt8(ascii: "/") else { return nil }
        for index in 1..<target.count {
            switch target[index] {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
                continue
            case UInt8(ascii: "/"):
                if target[index - 1] == UInt8(ascii: "/") { return nil }
            case UInt8(ascii: "?"):
                return index
            default:
                return nil
            }
        }
        return target.count
    }

    private static func isQuery(_ text: Span<UInt8>) -> Bool {
        for index in text.indices
        where text[index] <= 0x20 || text[index] >= 0x7F || text[index] == UInt8(ascii: "#") {
            return false
        }
        return true
    }

    private init(parsing target: String) throws(Fault) {
        var path: [UInt8] = []
        var queryStart: Int?
        let bytes = Array(target.utf8)
        guard bytes.first == UInt8(ascii: "/") else { throw .malformed }
        path.reserveCapacity(bytes.count)
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            switch byte {
            case UInt8(ascii: "?"):
                queryStart = index
                index = bytes.count
            case UInt8(ascii: "%"):
                guard index + 1 < bytes.count, let high = Self.hex(bytes[index]),
                    let low = Self.hex(bytes[index + 1])
                else { throw .malformed }
                try Self.append(high << 4 | low, escapedAs: bytes[index...(index + 1)], to: &path)
                index += 2
            case UInt8(ascii: "#"), ...0x20, 0x7F...:
                throw .malformed
            case UInt8(ascii: "\\"), UInt8(ascii: ";"):
                throw .ambiguous
            default:
                path.append(byte)
            }
        }
        guard Self.hasPlainSegments(path) else { throw .ambiguous }
        self.path = String(decoding: path, as: UTF8.self)
        query = try queryStart.map { start throws(Fault) in
            guard Self.isQuery(bytes.span.extracting(start..<bytes.count)) else { throw .malformed }
            return String(decoding: bytes[start...], as: UTF8.self)
        }
    }

    /// Undoes an escape of a character that needs none, and keeps any other in upper case (RFC 3986, section 6.2.2).
    private static func append(
        _ byte: UInt8, escapedAs digits: ArraySlice<UInt8>, to path: inout [UInt8]
    ) throws(Fault) {
        switch byte {
        case ..<0x20, 0x7F, UInt8(ascii: "/"), UInt8(ascii: "\\"), UInt8(ascii: ";"):
            throw .ambiguous
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
            UInt8(ascii: "~"):
            path.append(byte)
        default:
            path.append(UInt8(ascii: "%"))
            for digit in digits { path.append(digit >= UInt8(ascii: "a") ? digit - 0x20 : digit) }
        }
    }

    /// Whether no segment but the last is empty, and none is `.` or `..`.
    private static func hasPlainSegments(_ path: [UInt8]) -> Bool {
        var length = 0
        var dots = 0
        for (index, byte) in path.enumerated() where index > 0 {
            if byte == UInt8(ascii: "/") {
                if length == 0 || length == dots && dots <= 2 { return false }
                length = 0
                dots = 0
            } else {
                length += 1
                if byte == UInt8(ascii: ".") { dots += 1 }
            }
        }
        return length == 0 || length != dots || dots > 2
    }

    private static func hex(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
        case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
        case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
        default: nil
        }
    }
}

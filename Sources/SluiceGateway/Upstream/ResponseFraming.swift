import NIOHTTP1
import SluicePipeline

/// How an upstream's answer is delimited.
enum ResponseFraming {
    /// Whether only one reading of it is possible: at most one length, no transfer coding but `chunked`, never both
    /// (RFC 9112, section 6.3).
    static func isUnambiguous(_ headers: HTTPHeaders) -> Bool {
        var lengths = 0
        var codings = 0
        for (name, value) in headers {
            switch name.utf8.count {
            case 14 where FieldName.contentLength.matches(name):
                lengths += 1
            case 17 where FieldName.transferEncoding.matches(name):
                codings += 1
                guard value.utf8.elementsEqual("chunked".utf8, by: ASCII.isSameLetter) else { return false }
            default: break
            }
        }
        return lengths + codings <= 1
    }
}

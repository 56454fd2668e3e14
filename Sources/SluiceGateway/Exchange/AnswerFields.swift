import NIOHTTP1
import SluicePipeline

/// The field lines of an upstream's answer, sorted out in one pass.
struct AnswerFields {
    /// All fields but the length, which the transport writes anew.
    private(set) var all: [HeaderFields.Field] = []
    /// The length that the answer's framing promises.
    private(set) var contentLength: Int?
    /// Whether there is a `Content-Encoding`.
    private(set) var isCoded = false

    mutating func read(_ headers: HTTPHeaders) {
        all.reserveCapacity(headers.count)
        for (name, value) in headers {
            switch name.utf8.count {
            case 14 where FieldName.contentLength.matches(name):
                contentLength = Int(value)
                continue
            case 16 where FieldName.contentEncoding.matches(name):
                isCoded = true
            default: break
            }
            all.append(HeaderFields.Field(name: name, value: value))
        }
    }
}

import NIOHTTP1
import SluicePipeline

/// The field lines of a request, sorted out in one pass: what the transport needs, and what the stages see.
struct FieldLines {
    /// All fields, in their order; which of them cross the proxy is the chain's business.
    private(set) var all: [HeaderFields.Field] = []
    private(set) var host: String?
    private(set) var hosts = 0
    private(set) var contentLength: String?
    private(set) var contentLengths = 0
    private(set) var transferEncoding: String?
    private(set) var transferEncodings = 0
    private(set) var expect: String?
    private(set) var hasUpgrade = false

    /// Reads the lines; a control character in a value is refused.
    mutating func read(_ headers: HTTPHeaders) throws(HeadCheck.Failed) {
        all.reserveCapacity(headers.count)
        for (name, value) in headers {
            guard Self.isText(value) else {
                throw HeadCheck.Failed(
                    refusal: Refusal(
                        .badRequest, "A header field holds a control character.", closesConnection: true))
            }
            switch name.utf8.count {
            case 4 where FieldName.host.matches(name):
                hosts += 1
                host = value
            case 6 where FieldName.expect.matches(name):
                expect = value
            case 7 where FieldName.upgrade.matches(name):
                hasUpgrade = true
            case 14 where FieldName.contentLength.matches(name):
                contentLengths += 1
                contentLength = value
            case 17 where FieldName.transferEncoding.matches(name):
                transferEncodings += 1
                transferEncoding = value
            default: break
            }
            all.append(HeaderFields.Field(name: name, value: value))
        }
    }

    private static func isText(_ value: String) -> Bool {
        let bytes = value.utf8.span
        for index in bytes.indices where bytes[index] < 0x20 && bytes[index] != 0x09 || bytes[index] == 0x7F {
            return false
        }
        return true
    }
}

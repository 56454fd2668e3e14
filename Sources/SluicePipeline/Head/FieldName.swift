/// The name of a header field: compared without regard to case (RFC 9110, section 5.1).
package struct FieldName: Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// The name in lower case.
    package let lowercased: String

    package init(_ name: String) {
        lowercased = String(decoding: name.utf8.map(ASCII.lowercased), as: UTF8.self)
    }

    package init(stringLiteral value: String) {
        self.init(value)
    }

    package var description: String { lowercased }

    /// Whether `name`, as it stands in a message, is this name.
    package func matches(_ name: String) -> Bool {
        let left = lowercased.utf8
        let right = name.utf8
        guard left.count == right.count else { return false }
        let expected = left.span
        let actual = right.span
        for index in expected.indices where expected[index] != ASCII.lowercased(actual[index]) {
            return false
        }
        return true
    }
}

extension FieldName {
    package static let accept: FieldName = "accept"
    package static let acceptEncoding: FieldName = "accept-encoding"
    package static let authorization: FieldName = "authorization"
    package static let cacheControl: FieldName = "cache-control"
    package static let connection: FieldName = "connection"
    package static let contentEncoding: FieldName = "content-encoding"
    package static let contentLength: FieldName = "content-length"
    package static let contentType: FieldName = "content-type"
    package static let expect: FieldName = "expect"
    package static let host: FieldName = "host"
    package static let keepAlive: FieldName = "keep-alive"
    package static let origin: FieldName = "origin"
    package static let te: FieldName = "te"
    package static let trailer: FieldName = "trailer"
    package static let transferEncoding: FieldName = "transfer-encoding"
    package static let upgrade: FieldName = "upgrade"
    package static let vary: FieldName = "vary"
    package static let xShouldRetry: FieldName = "x-should-retry"
    package static let xSluiceEvent: FieldName = "x-sluice-event"
    package static let xSluiceTags: FieldName = "x-sluice-tags"
}

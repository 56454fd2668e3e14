/// The trace that a request belongs to, as `traceparent` says it (W3C Trace Context, level 1).
package enum TraceParent {
    /// The field's name.
    package static let field: FieldName = "traceparent"

    /// The field's value where it is well formed, and so nothing that anybody could have written a text into.
    package static func of(_ head: RequestHead) -> String? {
        head.fields.single(field).flatMap { isWellFormed($0) ? $0 : nil }
    }

    /// Whether a value is `VERSION-TRACE-PARENT-FLAGS` in lower-case hexadecimal digits, neither of the ids all zeros.
    package static func isWellFormed(_ value: String) -> Bool {
        let parts = value.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
        guard parts.map(\.count) == [2, 32, 16, 2] else { return false }
        let isHexadecimal = parts.joined().allSatisfy { digit in
            ASCII.isDigit(digit) || UInt8(ascii: "a")...UInt8(ascii: "f") ~= digit
        }
        let hasIDs = parts[1...2].allSatisfy { $0.contains { $0 != UInt8(ascii: "0") } }
        return isHexadecimal && hasIDs && !parts[0].elementsEqual("ff".utf8)
    }
}

/// Why a form body was refused.
///
/// A form that two parsers could read in two ways is refused, so that no text passes between them.
package struct FormError: Error, Sendable, Equatable {
    /// The kinds of faults; stable, for answers and logs.
    package enum Reason: String, Sendable {
        /// The `Content-Type` names no usable boundary (RFC 2046, section 5.1.1).
        case badBoundary
        /// Bytes before the first or after the last delimiter, which nobody would inspect.
        case bytesOutsideParts
        /// A delimiter is missing, cut off or stands where none may stand.
        case badDelimiter
        /// The head of a part isn't `name: value` lines ended by CR LF.
        case badPartHead
        /// A part without `Content-Disposition: form-data; name="..."` (RFC 7578, section 4.2).
        case badDisposition
        /// A part is itself `multipart/...`, or its body is transfer-encoded or not in UTF-8.
        case unsupportedPart
        /// More parts, or a longer part head, than any client sends.
        case tooLarge
        /// A `%` without two hexadecimal digits behind it.
        case badPercentEncoding
    }

    /// What is wrong.
    package var reason: Reason

    /// Where, in bytes into the body; 0 when the fault is in the `Content-Type`.
    package var offset: Int

    /// Makes an error of `reason` at byte `offset` of the body.
    package init(_ reason: Reason, at offset: Int) {
        self.reason = reason
        self.offset = offset
    }
}

package import SluiceRules

/// Refuses requests whose body is larger than a limit, with 413 in the client's dialect.
///
/// A `Content-Length` over the limit is refused before a byte of the body is read, and the connection is closed
/// behind the answer, because what follows on it is the body. Other bodies (chunked, compressed) are counted as they
/// come in and as they are decoded: the transport stops at `Exchange.bodyLimitBytes`.
///
/// Security: the limit is what bounds the memory that one request can take, since a request is judged whole. A body
/// whose length is a lie is a matter of framing and refused by the transport.
package struct BodyLimit: Stage {
    package static let name = "body_limit"

    /// The largest body that goes on, in bytes: the stage's only option, `body_limit: 50MiB`.
    let limitBytes: Int
    private let message: String

    package init?(options: ConfigNode?, _ diagnostics: Diagnostics) {
        guard let options else {
            diagnostics.error(
                .missingField, "`body_limit` needs a size", help: "write `body_limit: 50MiB`")
            return nil
        }
        guard let bytes = options.byteCount(Self.name, diagnostics) else { return nil }
        guard bytes > 0 else {
            let _: Never? = options.badValue(
                Self.name, "no request with a body would pass", help: "write a size such as `50MiB`",
                diagnostics)
            return nil
        }
        limitBytes = bytes
        message = "The request body is larger than the \(bytes) bytes allowed here; send less at once."
    }

    package func admit(_ exchange: inout Exchange) -> Outcome {
        exchange.bodyLimitBytes = min(exchange.bodyLimitBytes, limitBytes)
        guard let announced = exchange.received.fields[.contentLength] else { return .next }
        // Digits that don't fit an Int are a length as well: the transport lets nothing else through.
        guard let length = Int(announced), length <= limitBytes else {
            return .refuse(Refusal(.requestTooLarge, message, closesConnection: true))
        }
        return .next
    }
}

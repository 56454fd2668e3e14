/// How a streamed answer is cut into events.
package enum StreamFraming: Sendable {
    /// Server-sent events (WHATWG HTML, section 9.2).
    case sse
    /// One JSON value per line (NDJSON), ended by LF or CRLF.
    case lines
    /// The elements of one JSON array.
    case array
}

/// How the body of a response is delimited towards the client (RFC 9112, section 6).
package enum BodyFraming: Sendable, Equatable {
    /// No body: HEAD, 204, 304.
    case none
    /// So many bytes.
    case length(Int)
    /// As chunks: the length isn't known when the head leaves.
    case chunked
}

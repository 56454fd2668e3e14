package import SluicePipeline

/// The head of an upstream's answer, checked, with what the transport needs of it.
package struct UpstreamHead: Sendable, Equatable {
    package var status: Int
    /// All fields but the length, which the transport writes anew.
    package var fields: [HeaderFields.Field] = []
    /// The length that the framing promises.
    package var contentLength: Int?
    package var isChunked = false
    /// Whether there is a `Content-Encoding`.
    package var isCoded = false
    /// Whether the connection may carry another request afterwards.
    package var keepsAlive: Bool

    /// Whether another head follows this one (RFC 9110, section 15.2).
    package var isInformational: Bool { status < 200 }

    package init(status: Int, keepsAlive: Bool) {
        self.status = status
        self.keepsAlive = keepsAlive
    }
}

/// Decodes a gzip or deflate body piece by piece.
package final class ContentDecoder {
    /// `limit` caps the decoded bytes of the whole body.
    package init(_ coding: ContentCoding, limit: Int) {
    }

    /// Appends what can be decoded after these bytes.
    package func push(_ bytes: Span<UInt8>, into out: inout [UInt8]) throws(ContentDecodingError) {
    }

    /// Declares the end of the body; throws when it was cut off.
    package func finish() throws(ContentDecodingError) {
    }
}

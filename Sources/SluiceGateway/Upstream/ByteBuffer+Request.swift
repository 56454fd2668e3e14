import NIOCore
import SluicePipeline

/// Writing a request as it stands on the wire (RFC 9112).
extension ByteBuffer {
    /// The fields that the transport writes itself or never writes, whatever the exchange says.
    private static let ownFields = FieldNameSet([
        "host", "content-length", "accept-encoding", "transfer-encoding", "connection", "expect", "upgrade",
    ])

    /// Makes the bytes of a request to an upstream: head and body in one buffer.
    static func request(
        _ head: RequestHead, body: [UInt8], to upstream: Upstream, allocator: ByteBufferAllocator
    ) -> ByteBuffer {
        var buffer = allocator.buffer(capacity: body.count + 1024)
        buffer.writeString(head.method)
        buffer.writeInteger(UInt8(ascii: " "))
        buffer.writeString(upstream.basePath)
        buffer.writeString(head.path)
        if let query = head.query {
            buffer.writeInteger(UInt8(ascii: "?"))
            buffer.writeString(query)
        }
        buffer.writeStaticString(" HTTP/1.1\r\nhost: ")
        buffer.writeString(upstream.authority)
        buffer.writeLineEnd()
        buffer.writeFields(head.fields.fields, except: ownFields)
        buffer.writeStaticString("accept-encoding: identity\r\n")
        if !body.isEmpty || ["POST", "PUT", "PATCH"].contains(head.method) {
            buffer.writeStaticString("content-length: ")
            buffer.writeDecimal(body.count)
            buffer.writeLineEnd()
        }
        buffer.writeLineEnd()
        buffer.writeBytes(body)
        return buffer
    }
}

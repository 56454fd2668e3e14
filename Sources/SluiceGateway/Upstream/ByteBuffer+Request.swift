import NIOCore
import SluicePipeline

/// Writing a request as it stands on the wire (RFC 9112).
extension ByteBuffer {
    /// The fields that the transport writes itself or never writes, whatever the exchange says.
    private static let ownFields = FieldNameSet([
        "host", "content-length", "accept-encoding", "transfer-encoding", "connection", "expect", "upgrade",
    ])

    /// Appends the bytes of a request to an upstream, head and body.
    mutating func writeRequest(
        _ head: RequestHead, body: [UInt8], to authority: String, basePath: String
    ) {
        let targetBytes = basePath.utf8.count + head.path.utf8.count + (head.query ?? "").utf8.count
        let room =
            HeadWriter.spareBytes + head.method.utf8.count + targetBytes + authority.utf8.count
            + head.fields.fields.lineBytes
        writeWithUnsafeMutableBytes(minimumWritableBytes: room) { memory in
            var writer = HeadWriter(memory)
            writer.write(head.method)
            writer.write(" ")
            writer.write(basePath)
            writer.write(head.path)
            if let query = head.query {
                writer.write("?")
                writer.write(query)
            }
            writer.write(" HTTP/1.1\r\nhost: ")
            writer.write(authority)
            writer.write("\r\n")
            writer.write(head.fields.fields, except: Self.ownFields)
            writer.write("accept-encoding: identity\r\n")
            if !body.isEmpty || ["POST", "PUT", "PATCH"].contains(head.method) {
                writer.write("content-length: ")
                writer.write(decimal: body.count)
                writer.write("\r\n")
            }
            writer.write("\r\n")
            return writer.count
        }
        writeBytes(body)
    }
}

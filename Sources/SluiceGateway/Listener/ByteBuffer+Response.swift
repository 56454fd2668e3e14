import NIOCore
import NIOHTTP1
import SluicePipeline

/// Writing a response as it stands on the wire (RFC 9112).
///
/// Everything that leaves at one time is written into one buffer, so that it is one `write` to the kernel.
extension ByteBuffer {
    /// Appends a status line and header fields with their framing.
    mutating func writeHead(_ head: ResponseHead, framing: BodyFraming, isChunkable: Bool, closes: Bool) {
        let room = HeadWriter.spareBytes + head.fields.fields.lineBytes
        writeWithUnsafeMutableBytes(minimumWritableBytes: room) { memory in
            var writer = HeadWriter(memory)
            writer.writeStatusLine(head.status)
            writer.write(head.fields.fields)
            switch framing {
            case .none:
                break
            case .length(let length):
                writer.write("content-length: ")
                writer.write(decimal: length)
                writer.write("\r\n")
            case .chunked where isChunkable:
                writer.write("transfer-encoding: chunked\r\n")
            case .chunked:
                break
            }
            if closes { writer.write("connection: close\r\n") }
            writer.write("\r\n")
            return writer.count
        }
    }

    /// Appends one chunk that holds all of `bytes`.
    mutating func writeChunk(_ bytes: [UInt8]) {
        writeHexadecimal(bytes.count)
        writeLineEnd()
        writeBytes(bytes)
        writeLineEnd()
    }

    /// Appends the chunk that ends a message.
    mutating func writeLastChunk() {
        writeStaticString("0\r\n\r\n")
    }

    private mutating func writeLineEnd() {
        writeInteger(UInt16(0x0D0A))
    }

    private mutating func writeHexadecimal(_ number: Int) {
        if number >= 16 { writeHexadecimal(number / 16) }
        let digit = UInt8(truncatingIfNeeded: number % 16)
        writeInteger(digit < 10 ? 0x30 + digit : 0x61 + digit - 10)
    }
}

extension HeadWriter {
    fileprivate mutating func writeStatusLine(_ status: Int) {
        guard status != 200 else { return write("HTTP/1.1 200 OK\r\n") }
        write("HTTP/1.1 ")
        write(decimal: status)
        write(" ")
        write(HTTPResponseStatus(statusCode: status).reasonPhrase)
        write("\r\n")
    }
}

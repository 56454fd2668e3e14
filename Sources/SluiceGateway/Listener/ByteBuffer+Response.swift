import NIOCore
import NIOHTTP1
import SluicePipeline

/// Writing a response as it stands on the wire (RFC 9112).
///
/// Everything that leaves at one time is written into one buffer, so that it is one `write` to the kernel.
extension ByteBuffer {
    /// Appends a status line and header fields with their framing.
    mutating func writeHead(_ head: ResponseHead, framing: BodyFraming, isChunkable: Bool, closes: Bool) {
        writeStatusLine(head.status)
        for field in head.fields.fields {
            writeField(field.name, field.value)
        }
        switch framing {
        case .none:
            break
        case .length(let length):
            writeStaticString("content-length: ")
            writeDecimal(length)
            writeLineEnd()
        case .chunked where isChunkable:
            writeStaticString("transfer-encoding: chunked\r\n")
        case .chunked:
            break
        }
        if closes { writeStaticString("connection: close\r\n") }
        writeLineEnd()
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

    /// Appends a field line.
    mutating func writeField(_ name: String, _ value: String) {
        writeString(name)
        writeStaticString(": ")
        writeString(value)
        writeLineEnd()
    }

    /// Appends the end of a line.
    mutating func writeLineEnd() {
        writeInteger(UInt16(0x0D0A))
    }

    /// Appends a number in decimal digits.
    mutating func writeDecimal(_ number: Int) {
        guard number >= 10 else {
            writeInteger(UInt8(truncatingIfNeeded: 0x30 + max(0, number)))
            return
        }
        writeDecimal(number / 10)
        writeInteger(UInt8(truncatingIfNeeded: 0x30 + number % 10))
    }

    private mutating func writeHexadecimal(_ number: Int) {
        if number >= 16 { writeHexadecimal(number / 16) }
        let digit = UInt8(truncatingIfNeeded: number % 16)
        writeInteger(digit < 10 ? 0x30 + digit : 0x61 + digit - 10)
    }

    private mutating func writeStatusLine(_ status: Int) {
        if status == 200 {
            writeStaticString("HTTP/1.1 200 OK\r\n")
            return
        }
        writeStaticString("HTTP/1.1 ")
        writeDecimal(status)
        writeInteger(UInt8(ascii: " "))
        writeString(HTTPResponseStatus(statusCode: status).reasonPhrase)
        writeLineEnd()
    }
}

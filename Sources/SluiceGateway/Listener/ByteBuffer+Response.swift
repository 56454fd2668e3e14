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
        writeFields(head.fields.fields)
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

    /// Appends field lines in one step, since each step of a buffer's own costs as much as copying a line.
    ///
    /// - Parameter ownFields: Names whose lines are left out.
    mutating func writeFields(_ fields: [HeaderFields.Field], except ownFields: FieldNameSet? = nil) {
        let size = fields.reduce(0) { $0 + $1.name.utf8.count + $1.value.utf8.count + 4 }
        writeWithUnsafeMutableBytes(minimumWritableBytes: size) { memory in
            var end = 0
            for field in fields {
                if let ownFields, ownFields.contains(field.name) { continue }
                memory.write(field.name, at: &end)
                memory.write(": ", at: &end)
                memory.write(field.value, at: &end)
                memory.write("\r\n", at: &end)
            }
            return end
        }
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

extension UnsafeMutableRawBufferPointer {
    /// Copies a text to a place, for which there is room, and moves the place behind it.
    fileprivate func write(_ text: String, at place: inout Int) {
        text.utf8.span.withUnsafeBytes { bytes in
            UnsafeMutableRawBufferPointer(rebasing: self[place...]).copyMemory(from: bytes)
            place += bytes.count
        }
    }
}

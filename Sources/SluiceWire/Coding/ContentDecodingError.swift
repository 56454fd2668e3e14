/// Why a coded body cannot be read.
package enum ContentDecodingError: Error, Equatable {
    /// The bytes are not what the coding says.
    case malformed
    /// The body ended before the coding's end mark.
    case truncated
    /// Bytes follow the end mark that are no further gzip member.
    case trailingBytes
    /// The decoded body is larger than the cap.
    case tooLarge
    /// zlib could not get memory.
    case outOfMemory
}

/// The content codings that Sluice reads (RFC 9110, section 8.4.1).
package enum ContentCoding: Sendable, Hashable {
    case gzip
    /// zlib data (RFC 1950), or the bare deflate data (RFC 1951) that some senders mean by it.
    case deflate

    /// The coding that one member of `Content-Encoding` names; `nil` when it is not readable here.
    ///
    /// Case and surrounding blanks do not count.
    package init?(name: some StringProtocol) {
        switch name.lowercased().filter({ $0 != " " && $0 != "\t" }) {
        case "gzip", "x-gzip": self = .gzip
        case "deflate": self = .deflate
        default: return nil
        }
    }
}

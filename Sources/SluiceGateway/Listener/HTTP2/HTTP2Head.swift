import NIOHPACK
import SluicePipeline

/// The head of a request of HTTP/2 (RFC 9113, section 8.3.1) as one that `HeadCheck` can read.
///
/// What follows is written to the upstream in HTTP/1.1, where the end of a line is the end of a field; so a method or a
/// name that is no token is refused here, and so is a value that is no text; the target is by `HeadCheck`.
struct HTTP2Head {
    let request: ReceivedHead

    /// Reads the fields, which NIOHTTP2 has found in the right order and number.
    init(_ fields: HPACKHeaders) throws(RequestFault) {
        var pseudo: [String: String] = [:]
        var lines = FieldLines()
        var cookies: [String] = []
        var host: String?
        for (name, value, _) in fields {
            if name.utf8.first == UInt8(ascii: ":") {
                pseudo[name] = value
                continue
            }
            guard ASCII.isToken(name) else {
                throw Self.fault("A field's name holds a character it can't have.")
            }
            guard FieldLine.isText(value.utf8.span) else {
                throw Self.fault("A header field holds a control character.")
            }
            switch name {
            case "host":
                guard host == nil else { throw Self.fault("A request needs exactly one Host field.") }
                host = value
            case "cookie": cookies.append(value)
            default: lines.take(name, value)
            }
        }
        guard let method = pseudo[":method"], ASCII.isToken(method), let path = pseudo[":path"],
            let scheme = pseudo[":scheme"], scheme == "https" || scheme == "http"
        else { throw Self.fault("The request lacks a method, a scheme or a path.") }
        let authority = pseudo[":authority"] ?? host
        if let host, let authority, host.lowercased() != authority.lowercased() {
            throw Self.fault("The Host field names another host than the request.")
        }
        if let authority { lines.take("host", authority) }
        if !cookies.isEmpty { lines.take("cookie", cookies.joined(separator: "; ")) }
        request = ReceivedHead(method: method, target: path, version: .http11, lines: lines)
    }

    /// A fault of one stream: the connection goes on.
    private static func fault(_ message: String) -> RequestFault {
        RequestFault(Refusal(.badRequest, message))
    }
}

import NIOHPACK
import NIOHTTP1
import SluicePipeline

/// The head of a request of HTTP/2 (RFC 9113, section 8.3.1) as one that `HeadCheck` can read.
///
/// What follows is written to the upstream in HTTP/1.1, where the end of a line is the end of a field; so a method or a
/// name that is no token is refused here, and values and the target by `HeadCheck` like those of HTTP/1.1.
struct HTTP2Head {
    let request: HTTPRequestHead

    /// Reads the fields, which NIOHTTP2 has found in the right order and number.
    init(_ fields: HPACKHeaders) throws(HeadCheck.Failed) {
        var pseudo: [String: String] = [:]
        var headers = HTTPHeaders()
        var cookies: [String] = []
        var host: String?
        for (name, value, _) in fields {
            if name.utf8.first == UInt8(ascii: ":") {
                pseudo[name] = value
                continue
            }
            guard Self.isToken(name) else {
                throw Self.fault("A field's name holds a character it can't have.")
            }
            switch name {
            case "host":
                guard host == nil else { throw Self.fault("A request needs exactly one Host field.") }
                host = value
            case "cookie": cookies.append(value)
            default: headers.add(name: name, value: value)
            }
        }
        guard let method = pseudo[":method"], Self.isToken(method), let path = pseudo[":path"],
            let scheme = pseudo[":scheme"], scheme == "https" || scheme == "http"
        else { throw Self.fault("The request lacks a method, a scheme or a path.") }
        let authority = pseudo[":authority"] ?? host
        if let host, let authority, host.lowercased() != authority.lowercased() {
            throw Self.fault("The Host field names another host than the request.")
        }
        if let authority { headers.add(name: "host", value: authority) }
        if !cookies.isEmpty { headers.add(name: "cookie", value: cookies.joined(separator: "; ")) }
        request = HTTPRequestHead(
            version: .http1_1, method: HTTPMethod(rawValue: method), uri: path, headers: headers)
    }

    private static func fault(_ message: String) -> HeadCheck.Failed {
        HeadCheck.Failed(refusal: Refusal(.badRequest, message))
    }

    /// Whether a text is a token (RFC 9110, section 5.6.2).
    private static func isToken(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"):
                    true
                default: "!#$%&'*+-.^_`|~".utf8.contains(byte)
                }
            }
    }
}

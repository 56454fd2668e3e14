import NIOHTTP1
import SluicePipeline

/// The rules above the grammar of HTTP/1.1 that every request head has to pass, after the parser and before anything
/// else.
struct HeadCheck {
    /// A head that passed.
    struct Passed {
        /// What the stages see.
        var head: RequestHead
        /// What the body's framing promises; nil for chunks.
        var contentLength: Int?
        /// Whether the client waits for `100 Continue`.
        var expectsContinue: Bool
        /// Whether the client, or the protocol it speaks, ends the connection behind the answer.
        var closesConnection: Bool
        /// Whether the client understands chunks: HTTP/1.1 does, 1.0 doesn't.
        var understandsChunks: Bool
    }

    /// A head that didn't.
    struct Failed: Error {
        var refusal: Refusal
        /// The status in place of the code's own: 414, 501, 505.
        var status: Int?
    }

    /// The largest target, in bytes.
    static let targetLimitBytes = 16 * 1024

    /// The authorities under which this listener is reached, for absolute-form targets.
    var authorities: Set<String>
    /// The peer's address, as the stages see it.
    var clientAddress: String
    /// Whether the connection is encrypted.
    var isSecure = false

    /// Holds a head against the rules.
    func check(_ head: HTTPRequestHead) throws(Failed) -> Passed {
        guard head.version == .http1_1 || head.version == .http1_0 else {
            throw fault("This HTTP version isn't spoken here; use HTTP/1.1.", status: 505)
        }
        var lines = FieldLines()
        try lines.read(head.headers)
        try checkHost(lines, isRequired: head.version == .http1_1)
        let contentLength = try contentLength(lines)
        let target = try target(head)
        let isOld = head.version == .http1_0
        if isOld, lines.transferEncoding != nil { throw fault("HTTP/1.0 has no Transfer-Encoding.") }
        return Passed(
            head: RequestHead(
                method: head.method.rawValue, path: target.path, query: target.query,
                fields: HeaderFields(lines.all), clientAddress: clientAddress, isSecure: isSecure),
            contentLength: contentLength, expectsContinue: try expectsContinue(lines) && !isOld,
            closesConnection: isOld || lines.hasUpgrade || !head.isKeepAlive, understandsChunks: !isOld)
    }

    private func checkHost(_ lines: FieldLines, isRequired: Bool) throws(Failed) {
        switch lines.hosts {
        case 0 where !isRequired: return
        case 1: break
        default: throw fault("A request needs exactly one Host field.")
        }
        guard let host = lines.host, Authority.isValid(host) else {
            throw fault("The Host field isn't a host with an optional port.")
        }
    }

    private func contentLength(_ lines: FieldLines) throws(Failed) -> Int? {
        guard lines.contentLengths <= 1 else { throw fault("A request has at most one Content-Length.") }
        if let coding = lines.transferEncoding {
            guard lines.contentLengths == 0 else {
                throw fault("Content-Length and Transfer-Encoding exclude each other.")
            }
            guard lines.transferEncodings == 1,
                coding.utf8.elementsEqual("chunked".utf8, by: ASCII.isSameLetter)
            else {
                throw fault("Only `chunked` is a transfer coding here.", status: 501)
            }
            return nil
        }
        guard let text = lines.contentLength else { return 0 }
        guard !text.isEmpty, text.utf8.count < 19, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }),
            let length = Int(text)
        else { throw fault("The Content-Length isn't a number.") }
        return length
    }

    private func target(_ head: HTTPRequestHead) throws(Failed) -> RequestTarget {
        guard head.uri.utf8.count <= Self.targetLimitBytes else {
            throw Failed(refusal: closing(.headerTooLarge, "The request's target is too long."), status: 414)
        }
        switch head.method {
        case .CONNECT, .TRACE:
            throw Failed(refusal: closing(.methodNotAllowed, "This method isn't served here."))
        default: break
        }
        let form = try originForm(head.uri)
        do {
            return try RequestTarget(form)
        } catch {
            switch error {
            case .malformed: throw fault("The request's target isn't a valid path.")
            case .ambiguous:
                throw Failed(
                    refusal: Refusal(.routeNotFound, "No route serves a path that can be read in two ways."))
            }
        }
    }

    /// The target itself, or what follows the authority of an absolute-form one that names this listener.
    private func originForm(_ target: String) throws(Failed) -> String {
        if target.utf8.first == UInt8(ascii: "/") { return target }
        let lowercased = target.prefix(8).lowercased()
        guard lowercased.hasPrefix("http://") else {
            throw fault("The request's target has to be a path.")
        }
        let rest = target.dropFirst(7)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard authorities.contains(authority.lowercased()) else {
            throw fault("This is no forward proxy: send the path only.")
        }
        let path = rest.dropFirst(authority.count)
        return path.utf8.first == UInt8(ascii: "/") ? String(path) : "/" + path
    }

    private func expectsContinue(_ lines: FieldLines) throws(Failed) -> Bool {
        guard let expectation = lines.expect else { return false }
        guard expectation.lowercased() == "100-continue" else {
            throw fault("The only expectation is `100-continue`.", status: 417)
        }
        return true
    }

    private func fault(_ message: String, status: Int? = nil) -> Failed {
        Failed(refusal: closing(.badRequest, message), status: status)
    }

    private func closing(_ code: Refusal.Code, _ message: String) -> Refusal {
        Refusal(code, message, closesConnection: true)
    }
}

extension ASCII {
    /// Whether two bytes are the same letter, whatever their case.
    static func isSameLetter(_ left: UInt8, _ right: UInt8) -> Bool {
        lowercased(left) == lowercased(right)
    }
}

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

    /// The largest target, in bytes.
    static let targetLimitBytes = 16 * 1024

    /// The authorities under which this listener is reached, for absolute-form targets.
    var authorities: Set<String>
    /// The peer's address, as the stages see it.
    var clientAddress: String
    /// Whether the connection is encrypted.
    var isSecure = false

    /// Holds a head against the rules.
    func check(_ head: ReceivedHead) throws(RequestFault) -> Passed {
        guard head.version != .other else {
            throw RequestFault("This HTTP version isn't spoken here; use HTTP/1.1.", status: 505)
        }
        let isOld = head.version == .http10
        let lines = head.lines
        try checkHost(lines, isRequired: !isOld)
        let contentLength = try lines.contentLength()
        let target = try target(head)
        if isOld, lines.transferEncoding != nil { throw RequestFault("HTTP/1.0 has no Transfer-Encoding.") }
        return Passed(
            head: RequestHead(
                method: head.method, path: target.path, query: target.query,
                fields: HeaderFields(lines.all), clientAddress: clientAddress, isSecure: isSecure),
            contentLength: contentLength, expectsContinue: try expectsContinue(lines) && !isOld,
            closesConnection: isOld || lines.hasUpgrade || lines.hasClose, understandsChunks: !isOld)
    }

    private func checkHost(_ lines: FieldLines, isRequired: Bool) throws(RequestFault) {
        switch lines.hosts {
        case 0 where !isRequired: return
        case 1: break
        default: throw RequestFault("A request needs exactly one Host field.")
        }
        guard let host = lines.host, Authority.isValid(host) else {
            throw RequestFault("The Host field isn't a host with an optional port.")
        }
    }

    private func target(_ head: ReceivedHead) throws(RequestFault) -> RequestTarget {
        guard head.target.utf8.count <= Self.targetLimitBytes else {
            throw RequestFault("The request's target is too long.", code: .headerTooLarge, status: 414)
        }
        guard head.method != "CONNECT", head.method != "TRACE" else {
            throw RequestFault("This method isn't served here.", code: .methodNotAllowed)
        }
        let form = try originForm(head.target)
        do {
            return try RequestTarget(form)
        } catch {
            switch error {
            case .malformed: throw RequestFault("The request's target isn't a valid path.")
            case .ambiguous:
                throw RequestFault(
                    Refusal(.routeNotFound, "No route serves a path that can be read in two ways."))
            }
        }
    }

    /// The target itself, or what follows the authority of an absolute-form one that names this listener.
    private func originForm(_ target: String) throws(RequestFault) -> String {
        if target.utf8.first == UInt8(ascii: "/") { return target }
        let lowercased = target.prefix(8).lowercased()
        guard lowercased.hasPrefix("http://") else {
            throw RequestFault("The request's target has to be a path.")
        }
        let rest = target.dropFirst(7)
        let authority = rest.prefix { $0 != "/" && $0 != "?" }
        guard authorities.contains(authority.lowercased()) else {
            throw RequestFault("This is no forward proxy: send the path only.")
        }
        let path = rest.dropFirst(authority.count)
        return path.utf8.first == UInt8(ascii: "/") ? String(path) : "/" + path
    }

    private func expectsContinue(_ lines: FieldLines) throws(RequestFault) -> Bool {
        guard let expectation = lines.expect else { return false }
        guard expectation.lowercased() == "100-continue" else {
            throw RequestFault("The only expectation is `100-continue`.", status: 417)
        }
        return true
    }
}

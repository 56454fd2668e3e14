/// The text form of an origin, as browsers send it (Fetch standard, section 3.2; RFC 6454, section 6.2).
enum CORSOrigin {
    /// What is wrong with a configured origin, and what to write.
    struct Fault {
        var problem: String
        var help: String?
    }

    /// Why no browser would ever send this text as an origin; nil when it is one.
    ///
    /// Origins are compared byte by byte, so that one in another spelling would silently match nothing.
    static func fault(of origin: String) -> Fault? {
        if origin == "null" || origin == "file://" { return nil }
        if origin.contains("*") {
            return Fault(
                problem: "origins are compared exactly, `*` stands for all of them or for nothing",
                help: "name each origin, or write `origins: \"*\"`")
        }
        guard let colon = origin.firstIndex(of: ":"), origin[colon...].hasPrefix("://"),
            isScheme(origin[..<colon])
        else {
            return Fault(
                problem: "an origin is scheme, host and port", help: "such as `https://chat.example.com`")
        }
        let scheme = String(origin[..<colon])
        let authority = String(origin[colon...].dropFirst(3))
        if authority.contains(where: { "/?#@\\".contains($0) }) {
            return Fault(
                problem: "an origin ends behind host and port",
                help: "write `\(scheme)://\(authority.prefix { !"/?#@\\".contains($0) })`")
        }
        if origin.utf8.contains(where: { $0 >= 0x80 }) {
            return Fault(problem: "browsers send such a host in its ASCII form", help: "write `xn--...`")
        }
        if origin.utf8.contains(where: { ASCII.lowercased($0) != $0 }) {
            return Fault(
                problem: "browsers send scheme and host in lower case", help: "write `\(origin.lowercased())`"
            )
        }
        return fault(ofAuthority: authority, scheme: scheme)
    }

    private static func fault(ofAuthority authority: String, scheme: String) -> Fault? {
        var host = authority
        if let colon = authority.lastIndex(of: ":"), !authority.hasSuffix("]") {
            let port = authority[authority.index(after: colon)...]
            host = String(authority[..<colon])
            guard let number = UInt16(port), number > 0, String(number) == port else {
                return Fault(problem: "`\(port)` is no port")
            }
            if (scheme, number) == ("https", 443) || (scheme, number) == ("http", 80) {
                return Fault(
                    problem: "browsers leave out the scheme's own port", help: "write `\(scheme)://\(host)`")
            }
        }
        let isAddress = host.hasPrefix("[") && host.hasSuffix("]")
        let isName = host.utf8.allSatisfy {
            ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
                || $0 == UInt8(ascii: "_")
        }
        guard !host.isEmpty, isAddress || isName else {
            return Fault(problem: "`\(host)` is no host name")
        }
        return nil
    }

    /// Whether the text is a scheme (RFC 3986, section 3.1).
    private static func isScheme(_ text: Substring) -> Bool {
        guard let first = text.utf8.first, ASCII.isLetter(first) else { return false }
        return text.utf8.allSatisfy {
            ASCII.isLetter($0) || ASCII.isDigit($0) || $0 == UInt8(ascii: "+") || $0 == UInt8(ascii: "-")
                || $0 == UInt8(ascii: ".")
        }
    }
}

import SluicePipeline

/// The field lines of a request, sorted out in one pass: what the transport needs, and what the stages see.
struct FieldLines: Equatable {
    /// All fields, in their order; which of them cross the proxy is the chain's business.
    private(set) var all: [HeaderFields.Field] = []
    private(set) var host: String?
    private(set) var hosts = 0
    private(set) var lengthText: String?
    private(set) var lengths = 0
    private(set) var transferEncoding: String?
    private(set) var transferEncodings = 0
    private(set) var expect: String?
    private(set) var hasUpgrade = false
    /// Whether the client ends the connection behind the answer.
    private(set) var hasClose = false

    /// Whether nothing in them says where a message ends or whom it is for.
    var isFreeOfFraming: Bool { hosts == 0 && lengths == 0 && transferEncodings == 0 }

    /// Takes a field whose name and value are what a name and a value may be.
    mutating func take(_ name: String, _ value: String) {
        switch name.utf8.count {
        case 4 where FieldName.host.matches(name):
            hosts += 1
            host = value
        case 6 where FieldName.expect.matches(name):
            expect = value
        case 7 where FieldName.upgrade.matches(name):
            hasUpgrade = true
        case 10 where FieldName.connection.matches(name):
            let options = HeaderFields([HeaderFields.Field(name: name, value: value)]).list(.connection)
            if options.contains(where: { $0.lowercased() == "close" }) { hasClose = true }
        case 14 where FieldName.contentLength.matches(name):
            lengths += 1
            lengthText = value
        case 17 where FieldName.transferEncoding.matches(name):
            transferEncodings += 1
            transferEncoding = value
        default: break
        }
        all.append(HeaderFields.Field(name: name, value: value))
    }

    /// How many bytes the body has; nil where it comes in chunks (RFC 9112, section 6.3).
    func contentLength() throws(RequestFault) -> Int? {
        guard lengths <= 1 else { throw RequestFault("A request has at most one Content-Length.") }
        if let coding = transferEncoding {
            guard lengths == 0 else {
                throw RequestFault("Content-Length and Transfer-Encoding exclude each other.")
            }
            guard transferEncodings == 1, coding.utf8.elementsEqual("chunked".utf8, by: ASCII.isSameLetter)
            else {
                throw RequestFault("Only `chunked` is a transfer coding here.", status: 501)
            }
            return nil
        }
        guard let lengthText else { return 0 }
        guard !lengthText.isEmpty, lengthText.utf8.count < 19, lengthText.utf8.allSatisfy(ASCII.isDigit),
            let length = Int(lengthText)
        else { throw RequestFault("The Content-Length isn't a number.") }
        return length
    }
}

extension FieldLines {
    /// Reads a line (RFC 9112, section 5), its end left out.
    ///
    /// - Parameter limit: The most lines.
    mutating func read(_ line: Span<UInt8>, limit: Int) throws(RequestFault) {
        guard all.count < limit else { throw .tooLarge }
        if all.isEmpty { all.reserveCapacity(Self.usualCount) }
        do throws(FieldLine.Fault) {
            let field = try FieldLine(line)
            take(field.name, field.value)
        } catch {
            switch error {
            case .noName: throw RequestFault("A header line isn't `name: value`.")
            case .noText: throw RequestFault("A header field holds a control character.")
            }
        }
    }

    /// So many lines have most requests of SDKs, or fewer.
    private static let usualCount = 20
}

extension ASCII {
    /// Whether two bytes are the same letter, whatever their case.
    static func isSameLetter(_ left: UInt8, _ right: UInt8) -> Bool {
        lowercased(left) == lowercased(right)
    }
}

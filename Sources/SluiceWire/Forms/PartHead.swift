/// The head of one part of a multipart body, while its lines are read.
struct PartHead {
    /// The index of the part.
    let part: Int

    private(set) var name: Range<Int>?
    private(set) var fileName: Range<Int>?
    private(set) var contentType: Range<Int>?
    private(set) var isTextType = false
    private(set) var hasForeignCharset = false

    /// The texts of the head, in order of position.
    private(set) var texts: [FormText] = []

    private var seen: [Range<Int>] = []

    /// Makes the head of the part with index `part`.
    init(part: Int) {
        self.part = part
    }

    /// Reads one line, `name: value`, without its line end.
    mutating func read(_ body: Span<UInt8>, line: Range<Int>) throws(FormError) {
        var colon = line.lowerBound
        while colon < line.upperBound, body[colon].isToken { colon += 1 }
        guard colon > line.lowerBound, colon < line.upperBound, body[colon] == UInt8(ascii: ":") else {
            throw FormError(.badPartHead, at: line.lowerBound)
        }
        let field = line.lowerBound..<colon
        for other in seen where body.matches(other, field) {
            throw FormError(.badPartHead, at: line.lowerBound)
        }
        seen.append(field)
        let value = Self.trimmed(colon + 1..<line.upperBound, in: body)
        if body.matches("content-disposition", in: field) {
            try readDisposition(body, value)
        } else if body.matches("content-type", in: field) {
            try readType(body, value)
        } else if body.matches("content-transfer-encoding", in: field) {
            guard
                body.matches("binary", in: value) || body.matches("8bit", in: value)
                    || body.matches("7bit", in: value)
            else { throw FormError(.unsupportedPart, at: value.lowerBound) }
        } else if !value.isEmpty {
            texts.append(FormText(role: .header, encoding: .verbatim, range: value, part: part))
        }
    }

    private mutating func readDisposition(_ body: Span<UInt8>, _ value: Range<Int>) throws(FormError) {
        guard let header = HeaderParameters(body, value), body.matches("form-data", in: header.value),
            !header.hasDuplicates(in: body), header.parameter("name", in: body) != nil
        else { throw FormError(.badDisposition, at: value.lowerBound) }
        for parameter in header.parameters {
            if body.matches("name", in: parameter.name) {
                name = parameter.value
                add(.name, parameter.isQuoted ? .quoted : .verbatim, parameter.value)
            } else if body.matches("filename", in: parameter.name) {
                fileName = parameter.value
                add(.fileName, parameter.isQuoted ? .quoted : .verbatim, parameter.value)
            } else if body.matches("filename*", in: parameter.name) {
                guard body.hasPrefix("utf-8'", in: parameter.value), !parameter.isQuoted else {
                    throw FormError(.badDisposition, at: parameter.value.lowerBound)
                }
                fileName = fileName ?? parameter.value
                add(.fileName, .extended, parameter.value)
            } else {
                add(.header, parameter.isQuoted ? .quoted : .verbatim, parameter.value)
            }
        }
    }

    private mutating func readType(_ body: Span<UInt8>, _ value: Range<Int>) throws(FormError) {
        guard let header = HeaderParameters(body, value), !header.hasDuplicates(in: body) else {
            throw FormError(.badPartHead, at: value.lowerBound)
        }
        guard !body.hasPrefix("multipart/", in: header.value), !body.hasPrefix("message/", in: header.value)
        else { throw FormError(.unsupportedPart, at: value.lowerBound) }
        contentType = value
        isTextType =
            body.hasPrefix("text/", in: header.value) || body.hasPrefix("application/json", in: header.value)
            || body.matches("application/x-ndjson", in: header.value)
        if let charset = header.parameter("charset", in: body) {
            hasForeignCharset =
                !body.matches("utf-8", in: charset.value) && !body.matches("us-ascii", in: charset.value)
        }
    }

    private mutating func add(_ role: FormText.Role, _ encoding: FormTextEncoding, _ range: Range<Int>) {
        guard !range.isEmpty else { return }
        texts.append(FormText(role: role, encoding: encoding, range: range, part: part))
    }

    private static func trimmed(_ range: Range<Int>, in body: Span<UInt8>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper, body[lower] == 0x20 || body[lower] == 0x09 { lower += 1 }
        while upper > lower, body[upper - 1] == 0x20 || body[upper - 1] == 0x09 { upper -= 1 }
        return lower..<upper
    }
}

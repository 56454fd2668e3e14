import SluiceWire

/// The texts of a form as lines, `role text`, for comparison with a list.
enum FormTexts {
    static func urlEncoded(_ body: String) throws -> [String] {
        let bytes = [UInt8](body.utf8)
        return lines(try URLEncodedForm(bytes.span).texts, bytes)
    }

    static func multipart(_ body: String, contentType: String = multipartType) throws -> [String] {
        let bytes = [UInt8](body.utf8)
        return lines(try form(body, contentType: contentType).texts, bytes)
    }

    static func form(_ body: String, contentType: String = multipartType) throws -> MultipartForm {
        let bytes = [UInt8](body.utf8)
        let type = [UInt8](contentType.utf8)
        return try MultipartForm(bytes.span, contentType: type.span)
    }

    static let multipartType = "multipart/form-data; boundary=XX"

    /// A body of boundary `XX` from the parts' heads and bodies.
    static func body(_ parts: [(head: String, body: String)]) -> String {
        parts.map { "--XX\r\n\($0.head)\r\n\r\n\($0.body)\r\n" }.joined() + "--XX--\r\n"
    }

    private static func lines(_ texts: [FormText], _ bytes: [UInt8]) -> [String] {
        texts.map { text in
            var decoded: [UInt8] = []
            text.decode(from: bytes.span, into: &decoded)
            return "\(text.role) \(String(decoding: decoded, as: UTF8.self))"
        }
    }
}

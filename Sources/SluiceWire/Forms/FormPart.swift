/// One part of a `multipart/form-data` body (RFC 7578).
package struct FormPart: Sendable, Equatable {
    /// The field's name, as it is written between the quotes.
    package var name: Range<Int>

    /// The file name, as it is written; `nil` for a part that is no file.
    package var fileName: Range<Int>?

    /// The value of `Content-Type`; `nil` when the part has none.
    package var contentType: Range<Int>?

    /// The bytes of the part.
    package var body: Range<Int>

    /// All that goes when the part is taken out: from its delimiter up to the next one.
    package var whole: Range<Int>

    /// Whether the body is text that is inspected: a field, or a file of type `text/*` or JSON.
    package var isText: Bool
}

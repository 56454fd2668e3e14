/// One replacement within the decoded text of a site.
package struct TextEdit: Sendable, Equatable {
    /// UTF-8 offsets into the decoded text.
    package var range: Range<Int>
    /// Plain UTF-8 text; the editor escapes it.
    package var replacement: [UInt8]

    package init(range: Range<Int>, replacement: [UInt8]) {
        self.range = range
        self.replacement = replacement
    }
}

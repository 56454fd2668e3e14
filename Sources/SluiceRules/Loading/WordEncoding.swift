/// The encodings in which word lists come.
package enum WordEncoding: String, CaseIterable, Sendable {
    case utf8 = "utf-8"
    case utf16 = "utf-16"
    case gb18030
    case big5

    /// The name as people write it.
    var name: String { rawValue.uppercased() }
}

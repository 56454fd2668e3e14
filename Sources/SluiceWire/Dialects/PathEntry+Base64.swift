extension PathEntry {
    /// A string that is not inspected when the string at `encoding` says `base64`.
    static func text(_ path: String, _ target: Target, unlessBase64 encoding: String) -> Self {
        .text(path, target)
    }
}

extension ConfigMapping {
    /// Refuses a field of the format that this release doesn't carry out, rather than leaving it without effect.
    ///
    /// - Parameter help: What to do in its place.
    /// - Returns: Whether it is there.
    mutating func refuse(_ key: String, help: String) -> Bool {
        guard let member = refusedMember(key) else { return false }
        diagnostics.error(
            .unsupportedField, "`\(key)` is not supported by this release", at: member.keySpan,
            help: help)
        return true
    }
}

extension ConfigMapping {
    /// Refuses a field of the format that this release doesn't carry out, rather than leaving it without effect.
    ///
    /// - Returns: Whether any of them is there.
    @discardableResult
    mutating func refuse(_ keys: String...) -> Bool {
        var isAnyThere = false
        for key in keys {
            guard let member = refusedMember(key) else { continue }
            isAnyThere = true
            diagnostics.error(
                .unsupportedField, "`\(key)` is not supported by this release", at: member.keySpan,
                help: "take it out: a rule never runs with a part of it ignored")
        }
        return isAnyThere
    }
}

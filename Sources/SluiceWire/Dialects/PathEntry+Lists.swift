extension [PathEntry] {
    /// Members below `prefix` that are named so as not to be inspected: numbers, switches, enumerations, identifiers.
    static func opaque(below prefix: String = "", _ names: String...) -> Self {
        names.map { .opaque(prefix + $0) }
    }

    /// Texts below `prefix` that all have one target.
    static func texts(
        below prefix: String = "", _ names: String..., target: Target, kind: SiteKind = .whole,
        major: String? = nil,
        minor: String? = nil
    ) -> Self {
        names.map { .text(prefix + $0, target, kind, major: major, minor: minor) }
    }

    /// Texts below `prefix` whose target follows a role.
    static func texts(below prefix: String = "", _ names: String..., role: String) -> Self {
        names.map { .text(prefix + $0, role: role) }
    }
}

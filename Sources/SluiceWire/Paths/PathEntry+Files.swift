/// Texts that stand in another form than a string of them.
extension PathEntry {
    /// The bytes of a text as an array of numbers.
    package static func bytes(
        _ path: String, _ target: Target, _ kind: SiteKind = .whole, major: String? = nil,
        minor: String? = nil, channel: String? = nil
    ) -> Self {
        let naming = Naming(target: target, kind: kind, encoding: .plain, channel: channel)
        return Self(path: path, action: .bytes(naming), major: major, minor: minor)
    }

    /// A file in base64, or a base64 `data:` URL: a whole text that can't be edited if text is what it holds, else not
    /// inspected.
    package static func file(_ path: String, _ target: Target) -> Self {
        let naming = Naming(target: target, kind: .whole, encoding: .plain, channel: nil)
        return Self(path: path, action: .file(naming))
    }

    /// A file whose target follows the role beside it.
    package static func file(_ path: String, role: String) -> Self {
        let naming = Naming(target: nil, kind: .whole, encoding: .plain, channel: nil)
        return Self(path: path, action: .file(naming), role: role)
    }

    /// An address, else a whole text: a base64 `data:` URL is a file.
    package static func url(_ path: String, _ target: Target) -> Self {
        let naming = Naming(target: target, kind: .whole, encoding: .plain, channel: nil)
        return Self(path: path, action: .url(naming))
    }

    /// An address whose target follows the role beside it.
    package static func url(_ path: String, role: String) -> Self {
        let naming = Naming(target: nil, kind: .whole, encoding: .plain, channel: nil)
        return Self(path: path, action: .url(naming), role: role)
    }
}

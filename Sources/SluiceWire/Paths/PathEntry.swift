/// One line of a dialect's table: a path and what stands there.
///
/// A path is written as `choices[].delta.content`: object keys joined by dots, `[]` for every
/// element of an array, `*` for every key that no sibling path names. A path that begins with `[]`
/// or is empty speaks of the payload's root. A key that is named exactly is not also matched by `*`.
///
/// `major`, `minor` and `role` are paths of members (`choices[].index`) on the way to the text:
/// everything but their last step must be a beginning of the entry's path. They may end in `[]`
/// (`content[]`): then the position in that array is the number. The position is also the default
/// of an index member that a payload leaves out, 0 where its object is no array element.
package struct PathEntry: Sendable {
    enum Action: Sendable {
        case text(Naming)
        case url(Naming)
        case file(Naming)
        case bytes(Naming)
        case subtree(Naming)
        case opaque
        case opaqueSubtree
        case value(ValueName)
        case droppable
    }

    /// Target and kind of a string.
    struct Naming: Sendable {
        /// `nil`: by the role.
        var target: Target?
        var kind: SiteKind
        var encoding: TextEncoding
        var channel: String?
        /// Whether a signature beside the string is over it.
        var isSigned = false
        /// Whether a hit takes out the droppable member that the string stands in.
        var isMirror = false
        /// Which strings are one text with this one for those who read them.
        var part: PartScope?
    }

    var path: String
    var action: Action
    var major: String?
    var minor: String?
    var role: String?
    /// The member that says `base64` when the text isn't to be inspected.
    var base64: String?
    /// The member that must say a word for the entry to count.
    var condition: Condition?
    /// The member whose word makes a repeat the beginning of its text.
    var opening: Opening?

    struct Condition: Sendable {
        var member: String
        var word: String
    }

    struct Opening: Sendable {
        var member: String
        var words: [String]
    }
}

extension PathEntry {
    /// A string with a fixed target.
    ///
    /// Entries with the same `channel` name share one running text per major and minor.
    package static func text(
        _ path: String, _ target: Target, _ kind: SiteKind = .whole, encoding: TextEncoding = .plain,
        major: String? = nil, minor: String? = nil, channel: String? = nil
    ) -> Self {
        let naming = Naming(target: target, kind: kind, encoding: encoding, channel: channel)
        return Self(path: path, action: .text(naming), major: major, minor: minor)
    }

    /// A string of a request whose target follows the role beside it.
    ///
    /// `system` and `developer`, `user`, `assistant`, `tool` and `function` have targets of their
    /// own; any other role, or none, makes it `request.other`.
    package static func text(
        _ path: String, role: String, encoding: TextEncoding = .plain, major: String? = nil,
        minor: String? = nil
    ) -> Self {
        let naming = Naming(target: nil, kind: .whole, encoding: encoding, channel: nil)
        return Self(path: path, action: .text(naming), major: major, minor: minor, role: role)
    }

    /// A string that is opaque when the string at `encoding`, beside it as a role is, says `base64`; else a whole
    /// text.
    package static func text(_ path: String, _ target: Target, unlessBase64 encoding: String) -> Self {
        let naming = Naming(target: target, kind: .whole, encoding: .plain, channel: nil)
        return Self(path: path, action: .text(naming), base64: encoding)
    }

    /// A string that is not inspected; objects and arrays in its place are.
    package static func opaque(_ path: String) -> Self {
        Self(path: path, action: .opaque)
    }

    /// Every string and every key below the path, and the string at the path itself.
    ///
    /// Entries for paths inside the subtree take precedence. Among tool arguments numbers are texts
    /// too, as they are where a stream spells the arguments out in fragments.
    package static func subtree(
        _ path: String, _ target: Target, _ kind: SiteKind = .whole, major: String? = nil,
        minor: String? = nil
    ) -> Self {
        let naming = Naming(target: target, kind: kind, encoding: .plain, channel: nil)
        return Self(path: path, action: .subtree(naming), major: major, minor: minor)
    }

    /// A subtree whose target follows the role beside it.
    package static func subtree(_ path: String, role: String) -> Self {
        let naming = Naming(target: nil, kind: .whole, encoding: .plain, channel: nil)
        return Self(path: path, action: .subtree(naming), role: role)
    }

    /// Nothing at or below the path is inspected, unless an entry names a path inside.
    package static func opaqueSubtree(_ path: String) -> Self {
        Self(path: path, action: .opaqueSubtree)
    }

    /// The raw value is reported under a name.
    ///
    /// A string there is not inspected unless a text entry names the same path; what stands inside
    /// an object or array is, as anywhere.
    package static func value(_ name: ValueName, _ path: String, major: String? = nil) -> Self {
        Self(path: path, action: .value(name), major: major)
    }

    /// The same entry, in force only where the member at `path`, beside the text as a role is, says one of `words`.
    ///
    /// A literal says its own name, `true`. Several entries may stand for one path, each with words of its own; where
    /// none of them is in force, the entry without words counts, or the string has no name. Texts and opaque strings
    /// only.
    package func when(_ path: String, is words: String...) -> [Self] {
        words.map { word in
            var entry = self
            entry.condition = Condition(member: path, word: word)
            return entry
        }
    }

    /// The same entry, whose texts begin their channel instead of repeating it where the member at `path`, beside the
    /// text as a role is, says one of `words`.
    ///
    /// For events that announce a text (`response.content_part.added`): what they hold of it, the deltas behind them
    /// continue. Entries of another kind stay as they are.
    package func begins(when path: String, is words: String...) -> Self {
        var entry = self
        entry.opening = Opening(member: path, words: words)
        return entry
    }

    /// The same entry for payloads that stand inside of another, at `prefix`, which ends in a dot.
    func below(_ prefix: String) -> Self {
        var entry = self
        entry.path = path.isEmpty ? String(prefix.dropLast()) : prefix + path
        entry.major = major.map { prefix + $0 }
        entry.minor = minor.map { prefix + $0 }
        entry.role = role.map { prefix + $0 }
        entry.base64 = base64.map { prefix + $0 }
        entry.condition?.member = prefix + (condition?.member ?? "")
        entry.opening?.member = prefix + (opening?.member ?? "")
        return entry
    }

    /// The same entry where payloads have another name for the member that its paths begin with; nil for other paths.
    func moved(from old: String, to new: String) -> Self? {
        func moved(_ path: String) -> String? {
            guard path.hasPrefix(old) else { return nil }
            let rest = path.dropFirst(old.count)
            return rest.isEmpty || rest.hasPrefix(".") || rest.hasPrefix("[]") ? new + rest : nil
        }
        guard let path = moved(path) else { return nil }
        var entry = self
        entry.path = path
        entry.major = major.map { moved($0) ?? $0 }
        entry.minor = minor.map { moved($0) ?? $0 }
        entry.role = role.map { moved($0) ?? $0 }
        entry.base64 = base64.map { moved($0) ?? $0 }
        if let member = condition?.member { entry.condition?.member = moved(member) ?? member }
        return entry
    }

    /// A member that is dropped when text of the same `major` is edited; nothing in it is inspected.
    package static func droppable(_ path: String, major: String? = nil) -> Self {
        Self(path: path, action: .droppable, major: major)
    }
}

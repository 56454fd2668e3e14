internal import Crypto
internal import SluiceMatching

/// Reads rule files and word lists and compiles them as one set.
struct RuleSetLoader {
    let levels: [String]
    let files: RuleFiles
    let diagnostics: Diagnostics
    let now: Day?
    private var digest = Digest()
    private var drafts: [RuleDraft] = []
    private var read: [(path: String, kind: RuleFile.Kind)] = []

    /// The fields that a file may give all its rules.
    static let defaultFields = [
        "severity", "level", "state", "tags", "targets", "scope", "normalize", "window", "validate", "except",
        "action", "replacement", "message", "code", "on_limit", "metadata",
    ]

    init(levels: [String], files: RuleFiles, now: Day?, diagnostics: Diagnostics) {
        self.now = now
        self.levels = levels
        self.files = files
        self.diagnostics = diagnostics
        for level in levels { digest.append(level.utf8) }
    }

    /// Reads the rule files that a path names.
    mutating func add(_ path: String) {
        switch files.kind(path) {
        case .file?:
            readFile(path)
        case .folder?:
            let found = RuleFinder(files: files).ruleFiles(in: path)
            if found.isEmpty {
                diagnostics.error(.unreadable, "no *.rules.yaml in `\(path)`")
            }
            for file in found { readFile(file) }
        case nil:
            diagnostics.error(.unreadable, "`\(path)` is not there")
        }
    }

    /// The set of all rules that compile; nil when there is nothing that could be compiled.
    mutating func compile() -> RuleSet? {
        refuseDuplicates()
        drafts.sort { $0.rule.id < $1.rule.id }
        let origins = numberOrigins()
        var patterns: PatternSet?
        do throws(PatternErrors) {
            patterns = try PatternSet(drafts.map(\.rule.pattern))
        } catch {
            var refused: Set<Int> = []
            for complaint in error.errors where drafts.indices.contains(complaint.pattern) {
                PatternComplaint(error: complaint, draft: drafts[complaint.pattern]).report(diagnostics)
                refused.insert(complaint.pattern)
            }
            drafts = drafts.enumerated().filter { !refused.contains($0.offset) }.map(\.element)
            patterns = try? PatternSet(drafts.map(\.rule.pattern))
        }
        guard let patterns else { return nil }
        // A set is another one on the day on which an exception has run out.
        let expired = diagnostics.all.count { $0.code == .expiredException }
        if expired > 0 { digest.append(String(expired).utf8) }
        for draft in drafts { RuleLint(draft: draft).report(diagnostics) }
        let described = read.map { file in
            let own = drafts.indices.filter { drafts[$0].rule.source.file == file.path }
            return RuleFile(path: file.path, kind: file.kind, rules: file.kind == .rules ? own : [])
        }
        return RuleSet(
            rules: drafts.map(\.rule), patterns: patterns, levels: levels, files: described,
            origins: origins, digest: digest.text)
    }

    private mutating func readFile(_ path: String) {
        guard !read.contains(where: { $0.path == path }) else { return }
        guard let bytes = files.read(path) else {
            diagnostics.error(.unreadable, files.unreadable(path))
            return
        }
        digest.append(bytes)
        read.append((path, .rules))
        guard let root = YAMLDocument.read(path: path, bytes: bytes, diagnostics) else { return }
        var fields = root.mapping("the file", diagnostics)
        let version = fields.requiredNode("version", example: "1")
        let pack = fields.mapping("pack")
        let defaults = fields.mapping("defaults")
        let lists = fields.mapping("lists")
        let rules = fields.requiredNode("rules", example: "[]")?.elements("rules", diagnostics) ?? []
        fields.finish()
        guard isKnown(version), isSupported(pack) else { return }
        let context = RuleContext(
            levels: levels, diagnostics: diagnostics, now: now, lists: readLists(lists, besides: path))
        let inherited = readDefaults(defaults)
        for rule in rules {
            var reader = RuleReader(rule, defaults: inherited, context: context)
            if let draft = reader.read() { drafts.append(draft) }
        }
    }

    private func isKnown(_ version: ConfigNode?) -> Bool {
        guard let version else { return false }
        if version.text == "1" { return true }
        diagnostics.error(
            .version, "this release reads version 1 of the rule format, not `\(version.text ?? "")`",
            at: version.span)
        return false
    }

    private func isSupported(_ pack: ConfigMapping?) -> Bool {
        guard var pack else { return true }
        _ = pack.requiredString("name", example: "house-rules")
        for key in ["description", "licence", "license", "homepage"] { _ = pack.string(key) }
        let minimum = pack.node("min_engine")
        pack.finish()
        guard let minimum, let text = minimum.string("min_engine", diagnostics) else { return true }
        guard let version = EngineVersion(text) else {
            return minimum.badValue("min_engine", "`\(text)` is no version such as `0.3`", diagnostics)
                ?? true
        }
        guard version > .current else { return true }
        diagnostics.error(
            .version, "these rules need engine \(version), this is \(EngineVersion.current)",
            at: minimum.span)
        return false
    }

    private func readDefaults(_ defaults: ConfigMapping?) -> [ConfigMember] {
        guard var defaults else { return [] }
        for key in Self.defaultFields { defaults.ignore(key) }
        defaults.finish()
        return defaults.members.filter { Self.defaultFields.contains($0.key) }
    }

    private mutating func readLists(_ lists: ConfigMapping?, besides path: String) -> [String: WordList?] {
        var result: [String: WordList?] = [:]
        for member in lists?.members ?? [] {
            var fields = member.value.mapping(member.key, diagnostics)
            let file = fields.requiredNode("file", example: "wordlists/words.txt")
            let encoding = fields.choice("encoding", WordEncoding.self)
            let sum = fields.node("sha256")
            fields.finish()
            let list = file.flatMap { readList($0, besides: path, encoding ?? .utf8, sum: sum) }
            result.updateValue(list, forKey: member.key)
        }
        return result
    }

    private mutating func readList(
        _ node: ConfigNode, besides path: String, _ encoding: WordEncoding, sum: ConfigNode?
    ) -> WordList? {
        guard let name = node.string("file", diagnostics) else { return nil }
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let file = name.hasPrefix("/") ? name : (folder + [name[...]]).joined(separator: "/")
        guard let bytes = files.read(file) else {
            diagnostics.error(.listMissing, "the word list " + files.unreadable(file), at: node.span)
            return nil
        }
        if !read.contains(where: { $0.path == file }) {
            digest.append(bytes)
            read.append((file, .wordList))
        }
        if let sum, !isSum(sum, of: bytes, file) { return nil }
        guard let text = WordText(bytes, encoding: encoding),
            let list = WordList(path: file, bytes: Array(text.text.utf8))
        else {
            diagnostics.error(
                .listMissing, "the word list `\(file)` is not valid \(encoding.name)", at: node.span,
                help:
                    "say what it is: `encoding: gb18030`, `big5` or `utf-16`; or let `sluice import words` convert it"
            )
            return nil
        }
        if list.entries.isEmpty {
            diagnostics.error(.listMissing, "the word list `\(file)` has no phrase", at: node.span)
            return nil
        }
        return list
    }

    /// Whether a list is the one that its rule file speaks of.
    private func isSum(_ node: ConfigNode, of bytes: [UInt8], _ file: String) -> Bool {
        guard let wanted = node.string("sha256", diagnostics) else { return false }
        let digits = Set("0123456789abcdefABCDEF".utf8)
        guard wanted.utf8.count == 64, wanted.utf8.allSatisfy(digits.contains) else {
            return node.badValue(
                "sha256", "a SHA-256 has 64 hexadecimal digits", help: "`sha256sum \(file)` prints it",
                diagnostics)
                ?? false
        }
        let sum = SHA256.hash(data: bytes).map { byte in
            (byte < 16 ? "0" : "") + String(byte, radix: 16)
        }.joined()
        guard sum != wanted.lowercased() else { return true }
        diagnostics.error(
            .listMissing, "the word list `\(file)` has another content than its `sha256` says", at: node.span,
            help: "look at what has changed; its sum is now \(sum)")
        return false
    }

    /// For which exchanges exceptions count, each once; an exception's number is its place there.
    private mutating func numberOrigins() -> [OriginTest] {
        var origins: [OriginTest] = []
        for index in drafts.indices where !drafts[index].number(among: &origins) {
            diagnostics.error(
                .badValue, "the rules ask with more than \(Circumstances.most) different `where`",
                at: drafts[index].rule.span,
                help: "use the same `where` for several exceptions, or disable rules for a route or a client"
            )
            break
        }
        return origins
    }

    private mutating func refuseDuplicates() {
        var first: [String: SourceLocation] = [:]
        drafts.removeAll { draft in
            guard let other = first[draft.rule.id] else {
                first[draft.rule.id] = draft.rule.source
                return false
            }
            diagnostics.error(
                .duplicateID, "the id `\(draft.rule.id)` is taken", at: draft.rule.span,
                notes: ["it is defined first at \(other)"])
            return true
        }
    }
}

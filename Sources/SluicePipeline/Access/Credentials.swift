/// The keys that came with a request, found wherever SDKs put them, and the client's own ones taken out.
///
/// The places are `Authorization: Bearer`, `x-api-key`, `x-goog-api-key`, `api-key` and the query's `key`. The old
/// habit `PROVIDER_KEY:CLIENT_KEY` is understood in each of them.
struct Credentials {
    /// The fields in which keys come.
    static let places: [FieldName] = [.authorization, .xAPIKey, .xGoogAPIKey, .apiKey]

    /// The clients' keys that were found, each once.
    private(set) var keys: [Substring.UTF8View] = []
    /// Whether one of them was cut or mistyped.
    private(set) var hasDamagedKey = false
    /// Whether a key of a provider is left.
    private(set) var hasForeignKey = false

    /// Takes the clients' keys out of what goes to the upstream.
    init(takenFrom head: inout RequestHead) {
        let fields = head.fields.fields
        var kept: [HeaderFields.Field] = []
        kept.reserveCapacity(fields.count)
        for field in fields {
            guard Self.places.contains(where: { $0.matches(field.name) }) else {
                kept.append(field)
                continue
            }
            if let value = take(field.value) { kept.append(.init(name: field.name, value: value)) }
        }
        head.fields.fields = kept
        if let query = head.query { head.query = takeQuery(query) }
    }

    /// The value without the clients' keys; nil when nothing is left of it.
    ///
    /// What stands before a blank is a scheme, `Bearer` or another.
    private mutating func take(_ value: String) -> String? {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        let scheme = value.prefix { !isBlank($0) }
        let blanks = value[scheme.endIndex...].prefix(while: isBlank)
        guard !blanks.isEmpty else { return takeKey(value[...]).map(String.init) }
        let credential = value[blanks.endIndex...]
        guard let rest = takeKey(credential) else { return nil }
        return rest.count == credential.count ? value : "\(scheme) \(rest)"
    }

    /// The credential without a client's key; nil when it was nothing but that.
    private mutating func takeKey(_ credential: Substring) -> Substring? {
        if note(credential) { return nil }
        guard let colon = credential.lastIndex(of: ":") else {
            hasForeignKey = hasForeignKey || !credential.isEmpty
            return credential
        }
        let tail = credential[credential.index(after: colon)...]
        guard note(tail) else {
            hasForeignKey = true
            return credential
        }
        let own = credential[..<colon]
        guard !own.isEmpty, !note(own) else { return nil }
        hasForeignKey = true
        return own
    }

    /// Whether the text is a client's key; notes it.
    private mutating func note(_ text: Substring) -> Bool {
        let trimmed = text.utf8.reversed().drop(while: ASCII.isBlank).count
        let key = text.utf8.prefix(trimmed)
        switch ClientKey.shape(of: key) {
        case .foreign: return false
        case .damaged: hasDamagedKey = true
        case .intact:
            if !keys.contains(where: { $0.elementsEqual(key) }) { keys.append(key) }
        }
        return true
    }

    private mutating func takeQuery(_ query: String) -> String? {
        let parts = query.split(separator: "&", omittingEmptySubsequences: false)
        var kept: [Substring] = []
        var isChanged = false
        for part in parts {
            guard QueryParameter.isKey(part) else {
                kept.append(part)
                continue
            }
            let value = QueryParameter.value(of: part)
            let rest = takeKey(value[...])
            if let rest, rest.count == value.count {
                kept.append(part)
            } else {
                isChanged = true
                if let rest { kept.append("key=" + QueryParameter.encode(rest)) }
            }
        }
        guard isChanged else { return query }
        return kept.isEmpty ? nil : kept.joined(separator: "&")
    }
}

extension FieldName {
    package static let apiKey: FieldName = "api-key"
    package static let xAPIKey: FieldName = "x-api-key"
    package static let xGoogAPIKey: FieldName = "x-goog-api-key"
}

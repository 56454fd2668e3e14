/// The keys that came with a request, found wherever SDKs put them, and the client's own ones taken out.
///
/// The places are `Authorization: Bearer`, `x-api-key`, `x-goog-api-key`, `api-key` and the query's `key`. The old
/// habit `PROVIDER_KEY:CLIENT_KEY` is understood in each of them.
struct Credentials {
    /// The fields in which keys come.
    static let places: [FieldName] = [.authorization, .xAPIKey, .xGoogAPIKey, .apiKey]
    private static let placeNames = FieldNameSet(places.map(\.lowercased))

    /// The clients' keys that were found, each once.
    private(set) var keys: [Substring.UTF8View] = []
    /// Whether one of them was cut or mistyped.
    private(set) var hasDamagedKey = false
    /// Whether a key of a provider is left.
    private(set) var hasForeignKey = false

    /// Takes the clients' keys out of what goes to the upstream.
    init(takenFrom head: inout RequestHead) {
        var index = 0
        while index < head.fields.fields.count {
            guard Self.placeNames.contains(head.fields.fields[index].name) else {
                index += 1
                continue
            }
            let value = head.fields.fields[index].value
            let rest = take(value)
            if let rest {
                if rest != value { head.fields.fields[index].value = rest }
                index += 1
            } else {
                head.fields.fields.remove(at: index)
            }
        }
        if let query = head.query { head.query = takeQuery(query) }
    }

    /// The value without the clients' keys; nil when nothing is left of it.
    ///
    /// What stands before a blank is a scheme, `Bearer` or another.
    private mutating func take(_ value: String) -> String? {
        let scheme = value.utf8.prefix { !ASCII.isBlank($0) }
        let blanks = value.utf8[scheme.endIndex...].prefix(while: ASCII.isBlank)
        guard !blanks.isEmpty else { return takeKey(value[...]).map(String.init) }
        let credential = value[blanks.endIndex...]
        guard let rest = takeKey(credential) else { return nil }
        return rest.utf8.count == credential.utf8.count ? value : "\(Substring(scheme)) \(rest)"
    }

    /// The credential without a client's key; nil when it was nothing but that.
    private mutating func takeKey(_ credential: Substring) -> Substring? {
        if note(credential) { return nil }
        guard let colon = credential.utf8.lastIndex(of: UInt8(ascii: ":")) else {
            hasForeignKey = hasForeignKey || !credential.isEmpty
            return credential
        }
        let tail = credential[credential.utf8.index(after: colon)...]
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
        var key = text.utf8
        while let last = key.last, ASCII.isBlank(last) { key.removeLast() }
        switch ClientKey.shape(of: key) {
        case .foreign: return false
        case .damaged: hasDamagedKey = true
        case .intact:
            if !keys.contains(where: { $0.elementsEqual(key) }) { keys.append(key) }
        }
        return true
    }

    private mutating func takeQuery(_ query: String) -> String? {
        guard QueryParameter.mayHoldKey(query) else { return query }
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

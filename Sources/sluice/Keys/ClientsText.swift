package import SluicePipeline
import SluiceRules

/// The text of a clients' file, edited line by line: comments, order and layout stay as their author left them.
package struct ClientsText {
    /// Why an edit can't be made.
    package enum Fault: Error, Equatable {
        /// The file isn't a valid clients' file; what is wrong has been said in the diagnostics.
        case invalid([String])
        /// No client has the name.
        case unknownClient(String)
        /// The client has no such key.
        case unknownKey(String)
        /// The keys stand in a layout that lines can't be put into or taken from.
        case layout(String)
    }

    /// The text of a file that doesn't exist yet.
    package static let empty = "version: 1\nclients:\n"

    /// The file's lines as one text.
    package private(set) var text: String
    private var lines: [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    package init(_ text: String) {
        self.text = text
    }

    /// The clients; throws when the file can't be used.
    package func clients() throws(Fault) -> [Client] {
        try read().clients
    }

    /// Adds a key to a client, which is made if there is none of that name.
    package mutating func add(
        _ digest: KeyDigest, to name: String, created: String, expires: String?
    ) throws(Fault) {
        let file = try read()
        var entry = "hash: \"\(digest.text)\", created: \(created)"
        if let expires { entry += ", expires: \(expires)" }
        let element = "- { \(entry) }"
        var lines = lines
        if let member = file.members.first(where: { $0.key == name }) {
            try insert(element, into: member, of: name, &lines)
        } else {
            try append([name + ":", "  keys:", "    " + element], to: file, &lines)
        }
        try replace(with: lines)
    }

    /// Takes the lines of a client's keys out.
    ///
    /// - Parameter key: The short name of one key; nil: all.
    /// - Returns: How many were taken.
    package mutating func revoke(of name: String, key: String?) throws(Fault) -> Int {
        guard let client = try clients().first(where: { $0.name == name }) else { throw .unknownClient(name) }
        let keys = client.terms.keys.filter { key == nil || $0.digest.shortName == key }
        guard !keys.isEmpty else { throw .unknownKey(key ?? name) }
        var lines = lines
        for key in keys.sorted(by: { $0.line > $1.line }) {
            let line = lines[key.line - 1].drop { $0 == " " }
            guard line.hasPrefix("- "), line.contains(key.digest.text), !line.hasSuffix("{") else {
                throw .layout(name)
            }
            lines.remove(at: key.line - 1)
        }
        try replace(with: lines)
        let left = try clients().first { $0.name == name }?.terms.keys.count
        guard left == client.terms.keys.count - keys.count else { throw .layout(name) }
        return keys.count
    }

    private func read() throws(Fault) -> (clients: [Client], members: [ConfigMember], place: ConfigMember?) {
        let diagnostics = Diagnostics()
        let source = SourceFile(path: "clients", text: text)
        guard let root = YAMLDocument.read(source, diagnostics) else {
            throw .invalid(diagnostics.sorted.map(\.placedMessage))
        }
        let clients = ClientReader.clients(root, levels: nil, diagnostics)
        guard diagnostics.errorCount == 0 else { throw .invalid(diagnostics.sorted.map(\.placedMessage)) }
        guard case .mapping(let top) = root.content else { return (clients, [], nil) }
        let place = top.first { $0.key == "clients" }
        guard let place, case .mapping(let members) = place.value.content else { return (clients, [], place) }
        return (clients, members, place)
    }

    /// Puts a line behind the client's last key, or `keys` and a line at its beginning.
    private func insert(
        _ element: String, into member: ConfigMember, of name: String, _ lines: inout [String]
    ) throws(Fault) {
        let indent = lines[member.keySpan.line - 1].prefix { $0 == " " }.count
        guard case .mapping(let fields) = member.value.content else {
            guard member.value.isNull else { throw .layout(name) }
            lines.insert(
                contentsOf: [spaces(indent + 2) + "keys:", spaces(indent + 4) + element],
                at: member.keySpan.line)
            return
        }
        guard let first = fields.first, first.keySpan.line > member.keySpan.line else { throw .layout(name) }
        let inner = first.keySpan.column - 1
        guard let keys = fields.first(where: { $0.key == "keys" }) else {
            lines.insert(
                contentsOf: [spaces(inner) + "keys:", spaces(inner + 2) + element],
                at: first.keySpan.line - 1)
            return
        }
        if keys.value.isNull {
            lines.insert(spaces(inner + 2) + element, at: keys.keySpan.line)
            return
        }
        guard case .sequence(let elements) = keys.value.content, let last = elements.last else {
            throw .layout(name)
        }
        let model = lines[last.line - 1]
        guard model.drop(while: { $0 == " " }).hasPrefix("- "), isComplete(last, model) else {
            throw .layout(name)
        }
        lines.insert(String(model.prefix { $0 == " " }) + element, at: last.line)
    }

    /// Whether a key stands on its line alone, with nothing of it below.
    private func isComplete(_ element: ConfigNode, _ line: String) -> Bool {
        guard case .mapping(let fields) = element.content else { return false }
        return fields.allSatisfy { $0.keySpan.line == element.line } && line.contains("{")
            && !line.hasSuffix("{") && !line.hasSuffix(",")
    }

    /// Puts a client behind the last one.
    private func append(
        _ entry: [String], to file: (clients: [Client], members: [ConfigMember], place: ConfigMember?),
        _ lines: inout [String]
    ) throws(Fault) {
        while lines.last == "" { lines.removeLast() }
        guard let place = file.place else {
            lines += ["clients:"] + entry.map { "  " + $0 } + [""]
            return
        }
        guard let first = file.members.first else {
            guard place.value.isNull else { throw .layout("clients") }
            lines.insert(contentsOf: entry.map { "  " + $0 }, at: place.keySpan.line)
            lines.append("")
            return
        }
        let indent = first.keySpan.column - 1
        guard first.keySpan.line > place.keySpan.line, indent > 0 else { throw .layout("clients") }
        // Behind the last line that is indented: what stands below is another field, or a comment at the margin.
        let last = lines.lastIndex { $0.hasPrefix(" ") && $0.contains { $0 != " " } } ?? lines.count - 1
        lines.insert(contentsOf: entry.map { spaces(indent) + $0 }, at: last + 1)
        lines.append("")
    }

    private func spaces(_ count: Int) -> String { String(repeating: " ", count: count) }

    /// Takes the lines if they are still a valid file.
    private mutating func replace(with lines: [String]) throws(Fault) {
        let edited = ClientsText(lines.joined(separator: "\n"))
        _ = try edited.clients()
        self = edited
    }
}

extension Diagnostic {
    /// `line:column message`, as complaints about a file on the terminal begin.
    fileprivate var placedMessage: String {
        (location.map { "\($0.line):\($0.column) " } ?? "") + message
    }
}

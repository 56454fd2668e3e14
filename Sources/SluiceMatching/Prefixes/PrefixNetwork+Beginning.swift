extension PrefixNetwork {
    /// A node with which a start may begin, as far as it is known.
    struct Beginning {
        /// The first bytes it takes.
        var bytes: ByteSet
        /// The node behind the byte; `nil` where PCRE2 decides from there on.
        var next: Index?
    }

    /// The conditions that regexes ask for before their first byte.
    var edges: [RegexEdge] {
        var result: [RegexEdge] = []
        for case .edge(let edge, _) in nodes where !result.contains(edge) { result.append(edge) }
        return result
    }

    /// What a regex may begin with in a context, each with the bytes that its conditions leave.
    func begin(at entry: Entry, in context: PrefixContext) -> [(Beginning, ByteSet)] {
        var result: [(Beginning, ByteSet)] = []
        var seen: Set<Visit> = []
        var stack = [Visit(node: entry.node, allowed: .all)]
        while let visit = stack.popLast() {
            guard !visit.allowed.isEmpty, seen.insert(visit).inserted else { continue }
            switch nodes[Int(visit.node)] {
            case .bytes(let set, let next):
                result.append((Beginning(bytes: set, next: next), visit.allowed))
            case .fork(let choices):
                stack += choices.map { Visit(node: $0, allowed: visit.allowed) }
            case .edge(let edge, let next):
                if let allowed = context.allowedBytes(edge) {
                    stack.append(Visit(node: next, allowed: visit.allowed.intersection(allowed)))
                } else {
                    result.append((Beginning(bytes: entry.firstBytes, next: nil), visit.allowed))
                }
            case .opaque:
                result.append((Beginning(bytes: entry.firstBytes, next: nil), visit.allowed))
            case .end:
                // An empty match is none.
                break
            }
        }
        return result
    }

    private struct Visit: Hashable {
        var node: Index
        var allowed: ByteSet
    }
}

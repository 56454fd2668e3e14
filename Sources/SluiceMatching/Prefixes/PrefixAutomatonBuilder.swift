/// Makes a `PrefixNetwork` deterministic: each state is a set of the network's nodes.
///
/// Those states are followed first that ordinary text is likely to reach, up to a bound, so that the table stays in the
/// processor's cache. What lies beyond it is handed to PCRE2: a state that isn't followed any further accepts all the
/// regexes that are live in it. A regex that a state accepts is not followed any further either.
struct PrefixAutomatonBuilder {
    /// A state: nodes that take a byte, and regexes that are handed to PCRE2 on the way into it.
    private struct Key: Hashable {
        var positions: [PrefixNetwork.Index]
        var accepted: [Int32]
    }

    /// A state that has yet to be followed.
    private struct OpenState: Comparable {
        var number: Int
        var likelihood: Double

        static func < (first: OpenState, second: OpenState) -> Bool {
            (first.likelihood, second.number) < (second.likelihood, first.number)
        }
    }

    /// What the nodes behind a byte lead to.
    private struct Closure {
        var positions: [PrefixNetwork.Index] = []
        var accepted: [Int32] = []
    }

    /// The table of the states that are followed has at most about so many cells, half a megabyte.
    private static let mostCells = 1 << 17

    private let network: PrefixNetwork
    private let mostStates: Int
    /// The class of each byte: bytes that no set of the network tells apart.
    let classes: [UInt8]
    let classCount: Int
    /// For each set the classes of its bytes.
    private var classesOfSet: [ByteSet: [UInt8]] = [:]
    private var closures: [PrefixNetwork.Index: Closure] = [:]

    private var numbers: [Key: Int32] = [:]
    private var keys: [Key] = []
    /// The state after each class, for each state; empty for one that isn't followed.
    private var rows: [[Int32]] = []
    /// The states that have yet to be followed, the likeliest on top.
    private var open = Heap<OpenState>()
    private var likelihoods = ByteLikelihoods()
    /// For each of `PrefixContext.all` a row of the states after the first byte.
    private(set) var entryRows: [[Int32]] = []

    init(_ network: PrefixNetwork) {
        self.network = network
        var sets: Set<ByteSet> = [.wordBytes]
        for node in network.nodes {
            if case .bytes(let set, _) = node { sets.insert(set) }
        }
        sets.formUnion(network.firstBytes)
        (classes, classCount) = Self.classes(of: Array(sets))
        mostStates = Self.mostCells / classCount
        for set in sets { classesOfSet[set] = Self.members(of: set, classes) }
    }

    private static func classes(of sets: [ByteSet]) -> ([UInt8], Int) {
        var classes = [UInt8](repeating: 0, count: 256)
        var count = 1
        for set in sets {
            var split: [UInt16: UInt8] = [:]
            var next = 0
            for byte in UInt8.min...UInt8.max {
                let key = UInt16(classes[Int(byte)]) << 1 | (set.contains(byte) ? 1 : 0)
                if split[key] == nil {
                    split[key] = UInt8(next)
                    next += 1
                }
            }
            for byte in UInt8.min...UInt8.max {
                let key = UInt16(classes[Int(byte)]) << 1 | (set.contains(byte) ? 1 : 0)
                classes[Int(byte)] = split[key] ?? 0
            }
            count = next
        }
        return (classes, count)
    }

    private static func members(of set: ByteSet, _ classes: [UInt8]) -> [UInt8] {
        Set((UInt8.min...UInt8.max).filter(set.contains).map { classes[Int($0)] }).sorted()
    }

    /// Makes all states.
    mutating func build() {
        likelihoods = ByteLikelihoods(classes: classes, classCount: classCount)
        // State 0 is the end of all walks.
        _ = number(of: Key(positions: [], accepted: []), likelihood: 0)
        var known: [[ByteSet?]: [Int32]] = [:]
        let edges = network.edges
        for context in PrefixContext.all {
            let answers = edges.map(context.allowedBytes)
            if let row = known[answers] {
                entryRows.append(row)
                continue
            }
            let row = entryRow(in: context)
            known[answers] = row
            entryRows.append(row)
        }
        var followed = 0
        while followed < mostStates, let state = open.popMax() {
            let row = row(of: keys[state.number].positions, likelihood: state.likelihood)
            rows[state.number] = row
            followed += 1
        }
        for state in open.unordered {
            let live = keys[state.number].positions.map { network.regexes[Int($0)] }
            keys[state.number].accepted = Set(keys[state.number].accepted + live).sorted()
            keys[state.number].positions = []
        }
    }

    /// The states after the first byte of a start.
    private mutating func entryRow(in context: PrefixContext) -> [Int32] {
        var targets = [Closure](repeating: Closure(), count: classCount)
        for (regex, entry) in network.entries.enumerated() {
            for (node, allowed) in network.begin(at: entry, of: regex, in: context) {
                let followers =
                    node.next.map { closure(of: $0) } ?? Closure(positions: [], accepted: [Int32(regex)])
                let bytes = node.bytes.intersection(allowed)
                for byteClass in Self.members(of: bytes, classes) {
                    targets[Int(byteClass)].positions += followers.positions
                    targets[Int(byteClass)].accepted += followers.accepted
                }
            }
        }
        return targets.indices.map { state(of: targets[$0], likelihood: likelihoods.ofClass[$0]) }
    }

    private mutating func row(of positions: [PrefixNetwork.Index], likelihood: Double) -> [Int32] {
        var row = [Int32](repeating: 0, count: classCount)
        var targets = [[PrefixNetwork.Index]](repeating: [], count: classCount)
        for position in positions {
            guard case .bytes(let set, let next) = network.nodes[Int(position)] else { continue }
            for byteClass in classesOfSet[set] ?? [] { targets[Int(byteClass)].append(next) }
        }
        var known: [[PrefixNetwork.Index]: Int32] = [:]
        for (byteClass, nodes) in targets.enumerated() where !nodes.isEmpty {
            if let state = known[nodes] {
                row[byteClass] = state
                continue
            }
            var union = Closure()
            for node in nodes {
                let closure = closure(of: node)
                union.positions += closure.positions
                union.accepted += closure.accepted
            }
            let state = state(of: union, likelihood: likelihood * likelihoods.ofClass[byteClass])
            known[nodes] = state
            row[byteClass] = state
        }
        return row
    }

    /// All that is reached from a node behind the first byte without taking another.
    private mutating func closure(of node: PrefixNetwork.Index) -> Closure {
        if let known = closures[node] { return known }
        var closure = Closure()
        var seen: Set<PrefixNetwork.Index> = [node]
        var stack = [node]
        while let index = stack.popLast() {
            switch network.nodes[Int(index)] {
            case .bytes: closure.positions.append(index)
            case .fork(let choices): stack += choices.filter { seen.insert($0).inserted }
            case .edge, .opaque, .end: closure.accepted.append(network.regexes[Int(index)])
            }
        }
        closures[node] = closure
        return closure
    }

    private mutating func state(of closure: Closure, likelihood: Double) -> Int32 {
        if closure.positions.isEmpty && closure.accepted.isEmpty { return 0 }
        let accepted = closure.accepted.isEmpty ? [] : Set(closure.accepted).sorted()
        var positions = closure.positions.count > 1 ? Set(closure.positions).sorted() : closure.positions
        if !accepted.isEmpty {
            positions.removeAll { position in
                let regex = network.regexes[Int(position)]
                return accepted.contains(regex)
            }
        }
        return number(of: Key(positions: positions, accepted: accepted), likelihood: likelihood)
    }

    /// The number of a state, which is new or known.
    private mutating func number(of key: Key, likelihood: Double) -> Int32 {
        if let known = numbers[key] { return known }
        let number = keys.count
        numbers[key] = Int32(number)
        keys.append(key)
        rows.append([])
        if !key.positions.isEmpty { open.insert(OpenState(number: number, likelihood: likelihood)) }
        return Int32(number)
    }

    /// The states in the order of `PrefixAutomaton`: those that only go on, those that also accept, those that only accept.
    func result() -> PrefixAutomaton {
        var order: [Int] = [0]
        let rest = 1..<keys.count
        order += rest.filter { keys[$0].accepted.isEmpty }
        let firstAccepting = order.count
        order += rest.filter { !keys[$0].accepted.isEmpty && !keys[$0].positions.isEmpty }
        let firstFinal = order.count
        order += rest.filter { !keys[$0].accepted.isEmpty && keys[$0].positions.isEmpty }
        var places = [PrefixAutomaton.State](repeating: 0, count: keys.count)
        for (place, state) in order.enumerated() {
            places[state] = PrefixAutomaton.State(place * classCount)
        }
        return PrefixAutomaton(
            classes: classes, classCount: classCount,
            next: order.flatMap { state in
                rows[state].isEmpty
                    ? [PrefixAutomaton.State](repeating: 0, count: classCount) : rows[state].map { places[Int($0)] }
            },
            entries: entryRows.map { $0.map { places[Int($0)] } },
            firstAccepting: PrefixAutomaton.State(firstAccepting * classCount),
            firstFinal: PrefixAutomaton.State(firstFinal * classCount),
            accepted: order[firstAccepting...].map { keys[$0].accepted },
            live: order[..<firstFinal].map { state in
                Set(keys[state].positions.map { network.regexes[Int($0)] }).sorted()
            })
    }
}

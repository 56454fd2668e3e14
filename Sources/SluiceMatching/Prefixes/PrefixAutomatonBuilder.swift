import HeapModule

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

    /// There are no numbers for more states.
    private static let mostStates = Int(PrefixAutomaton.State.max)

    /// The state that hands all regexes to PCRE2.
    private static let allRegexes: Int32 = 1

    private let network: PrefixNetwork
    private let mostFollowed: Int
    private let classes: ByteClasses
    /// The classes of the bytes of each set that a node takes.
    private var classesOfSets: [[UInt8]] = []
    /// For each node that takes a byte the place of its set in `classesOfSets`; -1 for all others.
    private var setsOfNodes: [Int32] = []
    /// For each node what it leads to, as far as that has been asked for.
    private var closures: [Closure?]

    private var numbers: [Key: Int32] = [:]
    private var keys: [Key] = []
    /// The state after each class, for each state; empty for one that isn't followed.
    private var rows: [[Int32]] = []
    /// How likely each state is, as far as the states that lead to it have been followed.
    private var likelihoods: [Double] = []
    /// The states that have yet to be followed, the likeliest on top; one whose likelihood has grown is there again.
    private var open = Heap<OpenState>()
    /// Rows of the states after the first byte.
    private(set) var entryRows: [[Int32]] = []
    /// The row of each of `PrefixContext.all`.
    private(set) var contexts: [UInt16] = []

    init(_ network: PrefixNetwork, _ budget: PrefixBudget) {
        self.network = network
        mostFollowed = budget.states
        closures = Array(repeating: nil, count: network.nodes.count)
        var places: [ByteSet: Int32] = [:]
        var sets: [ByteSet] = []
        for node in network.nodes {
            guard case .bytes(let set, _) = node else {
                setsOfNodes.append(-1)
                continue
            }
            let place = places[set] ?? Int32(sets.count)
            if place == sets.count {
                places[set] = place
                sets.append(set)
            }
            setsOfNodes.append(place)
        }
        let classes = ByteClasses(of: sets + network.entries.map(\.firstBytes) + [.wordBytes])
        self.classes = classes
        classesOfSets = sets.map(classes.members)
    }

    /// Makes all states.
    mutating func build() {
        // State 0 is the end of all walks; state 1 stands for those that there are no numbers for.
        _ = number(of: Key(positions: [], accepted: []))
        _ = number(of: Key(positions: [], accepted: Self.ordered(network.entries.map(\.regex))))
        var known: [[ByteSet?]: UInt16] = [:]
        let edges = network.edges
        for context in PrefixContext.all {
            let answers = edges.map(context.allowedBytes)
            if let row = known[answers] {
                contexts.append(row)
                continue
            }
            let row = entryRow(in: context)
            reach(row, from: 1)
            let number = UInt16(entryRows.count)
            known[answers] = number
            contexts.append(number)
            entryRows.append(row)
        }
        var followed = 0
        while followed < mostFollowed, keys.count + classes.count <= Self.mostStates,
            let state = open.popMax()
        {
            guard rows[state.number].isEmpty else { continue }
            rows[state.number] = row(of: keys[state.number].positions)
            reach(rows[state.number], from: likelihoods[state.number])
            followed += 1
        }
        for state in keys.indices where rows[state].isEmpty {
            let live = keys[state].positions.map { network.regexes[Int($0)] }
            keys[state].accepted = Self.ordered(keys[state].accepted + live)
            keys[state].positions = []
        }
    }

    /// Adds to the likelihoods of the states of a row.
    private mutating func reach(_ row: [Int32], from likelihood: Double) {
        for (byteClass, state) in row.enumerated() where state != 0 {
            likelihoods[Int(state)] += likelihood * classes.likelihoods[byteClass]
        }
        for state in Self.ordered(row) where rows[Int(state)].isEmpty && !keys[Int(state)].positions.isEmpty {
            open.insert(OpenState(number: Int(state), likelihood: likelihoods[Int(state)]))
        }
    }

    /// The states after the first byte of a start.
    private mutating func entryRow(in context: PrefixContext) -> [Int32] {
        var targets = [Closure](repeating: Closure(), count: classes.count)
        for entry in network.entries {
            for (node, allowed) in network.begin(at: entry, in: context) {
                let followers =
                    node.next.map { closure(of: $0) } ?? Closure(positions: [], accepted: [entry.regex])
                let bytes = node.bytes.intersection(allowed)
                for byteClass in classes.members(of: bytes) {
                    targets[Int(byteClass)].positions += followers.positions
                    targets[Int(byteClass)].accepted += followers.accepted
                }
            }
        }
        return targets.map { state(of: $0) }
    }

    private mutating func row(of positions: [PrefixNetwork.Index]) -> [Int32] {
        var row = [Int32](repeating: 0, count: classes.count)
        var targets = [[PrefixNetwork.Index]](repeating: [], count: classes.count)
        for position in positions {
            let set = Int(setsOfNodes[Int(position)])
            guard set >= 0, case .bytes(_, let next) = network.nodes[Int(position)] else { continue }
            for byteClass in classesOfSets[set] { targets[Int(byteClass)].append(next) }
        }
        var known: [[PrefixNetwork.Index]: Int32] = [:]
        for (byteClass, nodes) in targets.enumerated() where !nodes.isEmpty {
            if byteClass > 0, nodes == targets[byteClass - 1] {
                row[byteClass] = row[byteClass - 1]
                continue
            }
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
            let state = state(of: union)
            known[nodes] = state
            row[byteClass] = state
        }
        return row
    }

    /// All that is reached from a node behind the first byte without taking another.
    private mutating func closure(of node: PrefixNetwork.Index) -> Closure {
        if let known = closures[Int(node)] { return known }
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
        closures[Int(node)] = closure
        return closure
    }

    private mutating func state(of closure: Closure) -> Int32 {
        if closure.positions.isEmpty && closure.accepted.isEmpty { return 0 }
        let accepted = Self.ordered(closure.accepted)
        var positions = Self.ordered(closure.positions)
        if !accepted.isEmpty {
            let done = Set(accepted)
            positions.removeAll { done.contains(network.regexes[Int($0)]) }
        }
        return number(of: Key(positions: positions, accepted: accepted))
    }

    /// Numbers in their order, each once.
    private static func ordered(_ numbers: [Int32]) -> [Int32] {
        guard numbers.count > 1 else { return numbers }
        var ordered = numbers
        ordered.sort()
        var count = 1
        for index in 1..<ordered.count where ordered[index] != ordered[count - 1] {
            ordered[count] = ordered[index]
            count += 1
        }
        ordered.removeLast(ordered.count - count)
        return ordered
    }

    /// The number of a state, which is new or known.
    private mutating func number(of key: Key) -> Int32 {
        if let known = numbers[key] { return known }
        guard keys.count < Self.mostStates else { return Self.allRegexes }
        let number = keys.count
        numbers[key] = Int32(number)
        keys.append(key)
        rows.append([])
        likelihoods.append(0)
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
        for (place, state) in order.enumerated() { places[state] = PrefixAutomaton.State(place) }
        let rowShift = (classes.count - 1).bitWidth - (classes.count - 1).leadingZeroBitCount
        // States behind `firstFinal` have no row: nothing follows them.
        var next = [PrefixAutomaton.State](repeating: 0, count: firstFinal << rowShift)
        for (place, state) in order[..<firstFinal].enumerated() where !rows[state].isEmpty {
            let row = rows[state]
            let start = place << rowShift
            for byteClass in 0..<classes.count { next[start + byteClass] = places[Int(row[byteClass])] }
        }
        return PrefixAutomaton(
            classes: classes.ofByte, rowShift: rowShift, next: next,
            contexts: contexts, entries: entryRows.map { $0.map { places[Int($0)] } },
            firstAccepting: PrefixAutomaton.State(firstAccepting),
            firstFinal: PrefixAutomaton.State(firstFinal),
            accepted: order[firstAccepting...].map { keys[$0].accepted },
            live: order[..<firstFinal].map { state in
                Self.ordered(keys[state].positions.map { network.regexes[Int($0)] })
            })
    }
}

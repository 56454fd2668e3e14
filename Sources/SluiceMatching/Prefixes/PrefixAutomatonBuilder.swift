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
    /// The class of each byte: bytes that no set of the network tells apart.
    let classes: [UInt8]
    let classCount: Int
    /// A byte of each class.
    private let firstBytes: [UInt8]
    /// For each set the classes of its bytes.
    private var classesOfSet: [ByteSet: [UInt8]] = [:]
    private var closures: [PrefixNetwork.Index: Closure] = [:]

    private var numbers: [Key: Int32] = [:]
    private var keys: [Key] = []
    /// The state after each class, for each state; empty for one that isn't followed.
    private var rows: [[Int32]] = []
    /// How likely each state is, as far as the states that lead to it have been followed.
    private var likelihoods: [Double] = []
    /// The states that have yet to be followed, the likeliest on top; one whose likelihood has grown is there again.
    private var open = Heap<OpenState>()
    private let bytes: ByteLikelihoods
    /// Rows of the states after the first byte.
    private(set) var entryRows: [[Int32]] = []
    /// The row of each of `PrefixContext.all`.
    private(set) var contexts: [UInt16] = []

    init(_ network: PrefixNetwork, _ budget: PrefixBudget) {
        self.network = network
        mostFollowed = budget.states
        var sets: Set<ByteSet> = [.wordBytes]
        for node in network.nodes {
            if case .bytes(let set, _) = node { sets.insert(set) }
        }
        sets.formUnion(network.entries.map(\.firstBytes))
        let (split, count) = Self.classes(of: Array(sets))
        classCount = count
        classes = Self.sorted(split, count)
        bytes = ByteLikelihoods(classes: classes, classCount: classCount)
        var firstBytes = [UInt8](repeating: 0, count: classCount)
        for byte in (0..<256).reversed() { firstBytes[Int(classes[byte])] = UInt8(byte) }
        self.firstBytes = firstBytes
        for set in sets { classesOfSet[set] = members(of: set) }
    }

    private static func classes(of sets: [ByteSet]) -> ([UInt8], Int) {
        var classes = [UInt8](repeating: 0, count: 256)
        var count = 1
        // For each class the one that its bytes inside a set get, and those outside it; -1 where there are none so far.
        var split = [Int](repeating: -1, count: 512)
        for set in sets {
            for index in 0..<2 * count { split[index] = -1 }
            var next = 0
            var byte = 0
            while byte < 256 {
                let isMember = set.contains(UInt8(truncatingIfNeeded: byte))
                let key = Int(classes[byte]) << 1 | (isMember ? 1 : 0)
                if split[key] < 0 {
                    split[key] = next
                    next += 1
                }
                classes[byte] = UInt8(truncatingIfNeeded: split[key])
                byte += 1
            }
            count = next
        }
        return (classes, count)
    }

    /// The classes with those of common bytes first.
    private static func sorted(_ classes: [UInt8], _ count: Int) -> [UInt8] {
        let likelihoods = ByteLikelihoods(classes: classes, classCount: count).ofClass
        var places = [UInt8](repeating: 0, count: count)
        let order = (0..<count).sorted { (likelihoods[$1], $0) < (likelihoods[$0], $1) }
        for (place, byteClass) in order.enumerated() { places[byteClass] = UInt8(place) }
        return classes.map { places[Int($0)] }
    }

    /// The classes of a set's bytes, which the set doesn't tell apart.
    private func members(of set: ByteSet) -> [UInt8] {
        var members: [UInt8] = []
        for (byteClass, byte) in firstBytes.enumerated() where set.contains(byte) {
            members.append(UInt8(truncatingIfNeeded: byteClass))
        }
        return members
    }

    /// Makes all states.
    mutating func build() {
        // State 0 is the end of all walks; state 1 stands for those that there are no numbers for.
        _ = number(of: Key(positions: [], accepted: []))
        _ = number(of: Key(positions: [], accepted: Set(network.entries.map(\.regex)).sorted()))
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
        while followed < mostFollowed, keys.count + classCount <= Self.mostStates,
            let state = open.popMax()
        {
            guard rows[state.number].isEmpty else { continue }
            rows[state.number] = row(of: keys[state.number].positions)
            reach(rows[state.number], from: likelihoods[state.number])
            followed += 1
        }
        for state in keys.indices where rows[state].isEmpty {
            let live = keys[state].positions.map { network.regexes[Int($0)] }
            keys[state].accepted = Set(keys[state].accepted + live).sorted()
            keys[state].positions = []
        }
    }

    /// Adds to the likelihoods of the states of a row.
    private mutating func reach(_ row: [Int32], from likelihood: Double) {
        var reached: Set<Int32> = []
        for (byteClass, state) in row.enumerated() where state != 0 {
            likelihoods[Int(state)] += likelihood * bytes.ofClass[byteClass]
            reached.insert(state)
        }
        for state in reached where rows[Int(state)].isEmpty && !keys[Int(state)].positions.isEmpty {
            open.insert(OpenState(number: Int(state), likelihood: likelihoods[Int(state)]))
        }
    }

    /// The states after the first byte of a start.
    private mutating func entryRow(in context: PrefixContext) -> [Int32] {
        var targets = [Closure](repeating: Closure(), count: classCount)
        for entry in network.entries {
            for (node, allowed) in network.begin(at: entry, in: context) {
                let followers =
                    node.next.map { closure(of: $0) } ?? Closure(positions: [], accepted: [entry.regex])
                let bytes = node.bytes.intersection(allowed)
                for byteClass in members(of: bytes) {
                    targets[Int(byteClass)].positions += followers.positions
                    targets[Int(byteClass)].accepted += followers.accepted
                }
            }
        }
        return targets.map { state(of: $0) }
    }

    private mutating func row(of positions: [PrefixNetwork.Index]) -> [Int32] {
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
            let state = state(of: union)
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

    private mutating func state(of closure: Closure) -> Int32 {
        if closure.positions.isEmpty && closure.accepted.isEmpty { return 0 }
        let accepted = closure.accepted.isEmpty ? [] : Set(closure.accepted).sorted()
        var positions = closure.positions.count > 1 ? Set(closure.positions).sorted() : closure.positions
        if !accepted.isEmpty {
            positions.removeAll { position in
                let regex = network.regexes[Int(position)]
                return accepted.contains(regex)
            }
        }
        return number(of: Key(positions: positions, accepted: accepted))
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
        let rowShift = (classCount - 1).bitWidth - (classCount - 1).leadingZeroBitCount
        // States behind `firstFinal` have no row: nothing follows them.
        var next = [PrefixAutomaton.State](repeating: 0, count: firstFinal << rowShift)
        for (place, state) in order[..<firstFinal].enumerated() where !rows[state].isEmpty {
            let row = rows[state]
            let start = place << rowShift
            for byteClass in 0..<classCount { next[start + byteClass] = places[Int(row[byteClass])] }
        }
        return PrefixAutomaton(
            classes: classes, rowShift: rowShift, next: next,
            contexts: contexts, entries: entryRows.map { $0.map { places[Int($0)] } },
            firstAccepting: PrefixAutomaton.State(firstAccepting),
            firstFinal: PrefixAutomaton.State(firstFinal),
            accepted: order[firstAccepting...].map { keys[$0].accepted },
            live: order[..<firstFinal].map { state in
                Set(keys[state].positions.map { network.regexes[Int($0)] }).sorted()
            })
    }
}

/// The bytes around the starts of some regexes, each place by itself.
struct StartShape {
    /// The bytes before a start, at it, and at the two places behind it.
    let sets: [ByteSet]

    /// How likely it is in ordinary text that all four places have one of their bytes, roughly.
    private let likelihood: Double

    private init(_ sets: [ByteSet]) {
        self.sets = sets
        likelihood = sets.reduce(1) { $0 * ByteLikelihood.sum(of: $1) }
    }

    private func union(_ other: StartShape) -> StartShape {
        StartShape(zip(sets, other.sets).map { $0.union($1) })
    }

    /// The shapes behind which an automaton can be alive, one for each of its first bytes or less.
    static func shapes(of automaton: PrefixAutomaton) -> [StartShape] {
        let paths = StartPaths(automaton)
        var firsts: [[ByteSet]: ByteSet] = [:]
        for first in paths.classes {
            var around = [ByteSet(), ByteSet(), ByteSet()]
            for (before, state) in paths.entries(of: first) {
                let next = paths.following(state)
                around = zip(around, [before, next.second, next.third]).map { $0.union($1) }
            }
            if !around[1].isEmpty { firsts[around, default: ByteSet()].formUnion(first.bytes) }
        }
        return firsts.map { StartShape([$0[0], $1, $0[1], $0[2]]) }
    }

    /// At most `count` shapes that hold all of `shapes` and little else.
    static func grouped(_ shapes: [StartShape], into count: Int) -> [StartShape] {
        var groups = shapes.sorted { $0.likelihood < $1.likelihood }
        while groups.count > count {
            var best = (cost: Double.infinity, left: 0, right: 1, union: groups[0])
            for right in groups.indices {
                for left in 0..<right {
                    let union = groups[left].union(groups[right])
                    let cost = union.likelihood - groups[left].likelihood - groups[right].likelihood
                    if cost < best.cost { best = (cost, left, right, union) }
                }
            }
            groups[best.left] = best.union
            groups.remove(at: best.right)
        }
        return groups
    }
}

/// The first steps through an automaton.
private final class StartPaths {
    /// Bytes that the automaton doesn't tell apart.
    struct Class {
        let number: Int
        /// One of them.
        let byte: UInt8
        var bytes = ByteSet()
    }

    private let automaton: PrefixAutomaton
    let classes: [Class]
    /// The bytes before a start for each row of entries.
    private let befores: [Int: ByteSet]
    private var known: [PrefixAutomaton.State: (second: ByteSet, third: ByteSet)] = [:]

    init(_ automaton: PrefixAutomaton) {
        self.automaton = automaton
        var classes: [Int: Class] = [:]
        var befores: [Int: ByteSet] = [:]
        for byte in UInt8.min...UInt8.max {
            let number = unsafe Int(automaton.classes[Int(byte)])
            classes[number, default: Class(number: number, byte: byte)].bytes.insert(byte)
            befores[unsafe Int(automaton.contexts[Int(byte)]), default: ByteSet()].insert(byte)
        }
        // At the text's beginning nothing stands before a start.
        let textStart = unsafe Int(automaton.contexts[256])
        befores[textStart] = befores[textStart] ?? ByteSet()
        self.classes = classes.values.sorted { $0.number < $1.number }
        self.befores = befores
    }

    /// The states after a first byte, and what stands before a start for each.
    func entries(of first: Class) -> [(before: ByteSet, state: PrefixAutomaton.State)] {
        befores.compactMap { row, before in
            let state = unsafe automaton.entryStates[row << 8 | Int(first.byte)]
            return state == 0 ? nil : (before, state)
        }
    }

    /// The bytes with which a walk goes on from the state after its first byte.
    func following(_ state: PrefixAutomaton.State) -> (second: ByteSet, third: ByteSet) {
        if let known = known[state] { return known }
        var sets = (second: ByteSet(), third: ByteSet())
        if state >= automaton.firstAccepting {
            sets = (.all, .all)
        } else {
            for second in classes {
                let next = self.next(state, second)
                guard next != 0 else { continue }
                sets.second.formUnion(second.bytes)
                guard next < automaton.firstAccepting else {
                    sets.third = .all
                    continue
                }
                for third in classes where self.next(next, third) != 0 { sets.third.formUnion(third.bytes) }
            }
        }
        known[state] = sets
        return sets
    }

    private func next(_ state: PrefixAutomaton.State, _ byteClass: Class) -> PrefixAutomaton.State {
        unsafe automaton.next[Int(state) << automaton.rowShift | byteClass.number]
    }
}

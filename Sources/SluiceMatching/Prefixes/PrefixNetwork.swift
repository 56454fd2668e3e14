/// The beginnings of regexes as a network of bytes, before it is made deterministic.
///
/// A path that reaches `accept` has followed a regex as far as it can be followed, or to its end; from there on PCRE2
/// decides. Until then the network is exact: a start whose paths have all ended can't match, and one that has a path left
/// is one for which PCRE2 would ask for more text.
struct PrefixNetwork {
    /// A node's index.
    typealias Index = Int32

    enum Node {
        /// Takes one byte of a set.
        case bytes(ByteSet, next: Index)
        /// Goes on in all of these.
        case fork([Index])
        /// Goes on where a condition holds; behind the first byte nothing is known of it.
        case edge(RegexEdge, next: Index)
        /// PCRE2 decides.
        case opaque
        /// The regex may end here.
        case end
    }

    /// Where a regex begins.
    struct Entry {
        var node: Index
        var regex: Int32
        /// The bytes with which a match may begin.
        var firstBytes: ByteSet
    }

    private(set) var nodes: [Node] = []
    /// The regex of each node.
    private(set) var regexes: [Int32] = []
    private(set) var entries: [Entry] = []
    /// The regex that is being added.
    private var current: Int32 = 0

    /// Bytes that begin a code point.
    private static let leads = ByteSet(0...0x7F).union(ByteSet(0xC2...0xF4))
    private static let trails = ByteSet(0x80...0xBF)

    /// A repeat is followed for as many copies as so many nodes are enough for.
    private let mostNodesOfRepeat: Int

    init(_ budget: PrefixBudget) {
        mostNodesOfRepeat = budget.nodesOfRepeat
    }

    /// Adds a regex under its number.
    mutating func add(_ program: RegexProgram, as regex: Int32) {
        current = regex
        let end = add(.end)
        let node = add(program.shape, next: end)
        entries.append(
            Entry(node: node, regex: regex, firstBytes: program.firstBytes.intersection(Self.leads)))
    }

    private mutating func add(_ node: Node) -> Index {
        nodes.append(node)
        regexes.append(current)
        return Index(nodes.count - 1)
    }

    private mutating func add(_ shape: RegexShape, next: Index) -> Index {
        switch shape {
        case .empty: return next
        case .opaque: return add(.opaque)
        case .edge(let edge): return add(.edge(edge, next: next))
        case .codePoint(let set): return add(set, next: next)
        case .sequence(let items):
            return items.reversed().reduce(next) { add($1, next: $0) }
        case .choice(let choices):
            return add(.fork(choices.map { add($0, next: next) }))
        case .repeated(let item, let least, let most):
            return add(item, least: least, most: most, next: next)
        }
    }

    private mutating func add(_ item: RegexShape, least: Int, most: Int?, next: Index) -> Index {
        var place = next
        guard let most else {
            let loop = add(.fork([]))
            nodes[Int(loop)] = .fork([add(item, next: loop), next])
            return add(item, least: least, most: least, next: loop)
        }
        guard most > 0 else { return next }
        let copies = copies(of: nodeCount(of: item), most)
        if copies < most { place = add(.opaque) }
        for _ in min(least, copies)..<copies { place = add(.fork([add(item, next: place), next])) }
        for _ in 0..<min(least, copies) { place = add(item, next: place) }
        return place
    }

    /// How many copies of an item of so many nodes are followed.
    private func copies(of nodeCount: Int, _ most: Int) -> Int {
        min(most, mostNodesOfRepeat / max(1, nodeCount))
    }

    /// The nodes that `add` makes of a shape.
    ///
    /// They are counted without being made: a copy that is made only to be counted doubles the work with each group around it.
    private func nodeCount(of shape: RegexShape) -> Int {
        switch shape {
        case .empty: return 0
        case .opaque, .edge: return 1
        case .codePoint(let set): return nodeCount(of: set)
        case .sequence(let items):
            return items.reduce(0) { $0 + nodeCount(of: $1) }
        case .choice(let choices):
            return choices.reduce(1) { $0 + nodeCount(of: $1) }
        case .repeated(let item, let least, let most):
            let one = nodeCount(of: item)
            let (loop, most) = (most == nil ? one + 1 : 0, most ?? least)
            let copies = copies(of: one, most)
            return loop + copies * one + copies - min(least, copies) + (copies < most ? 1 : 0)
        }
    }

    private func nodeCount(of set: CodePointClass) -> Int {
        var choices = set.ascii.isEmpty ? 0 : 1
        var count = choices
        switch set.beyond {
        case .none: break
        case .unknown: (choices, count) = (choices + 1, count + 2)
        case .all: (choices, count) = (choices + 3, count + 6)
        case .ranges(let ranges):
            for range in ranges {
                for sequence in UTF8Ranges.sequences(of: range) {
                    choices += 1
                    count += sequence.count
                }
            }
        }
        return choices == 1 ? count : count + 1
    }

    private mutating func add(_ set: CodePointClass, next: Index) -> Index {
        var choices: [Index] = []
        if !set.ascii.isEmpty { choices.append(add(.bytes(set.ascii, next: next))) }
        switch set.beyond {
        case .none: break
        case .unknown:
            choices.append(add(.bytes(ByteSet(0xC2...0xF4), next: add(.opaque))))
        case .all:
            let one = add(.bytes(Self.trails, next: next))
            let two = add(.bytes(Self.trails, next: one))
            let three = add(.bytes(Self.trails, next: two))
            choices.append(add(.bytes(ByteSet(0xC2...0xDF), next: one)))
            choices.append(add(.bytes(ByteSet(0xE0...0xEF), next: two)))
            choices.append(add(.bytes(ByteSet(0xF0...0xF4), next: three)))
        case .ranges(let ranges):
            for range in ranges {
                for sequence in UTF8Ranges.sequences(of: range) {
                    choices.append(sequence.reversed().reduce(next) { add(.bytes(ByteSet($1), next: $0)) })
                }
            }
        }
        return choices.count == 1 ? choices[0] : add(.fork(choices))
    }
}

/// Builds the tree of a table's paths and lays it flat.
struct PathProgramBuilder {
    struct Draft {
        var node = PathNode()
        var path = ""
        var named: [(key: [UInt8], node: Int32)] = []
        var values: [PathValue] = []
        var owned: [Int16] = []
    }

    /// A member or array position that other entries refer to.
    struct Reference {
        var path: String
        var kind: ReferenceKind
    }

    var nodes = [Draft()]
    var children: [PathChild] = []
    var keys: [UInt8] = []
    var records: [TextRecord] = []
    var values: [PathValue] = []
    var owned: [Int16] = []
    var references: [Reference] = []
    var words: [[UInt8]] = []
    var choices: [PathChoice] = []
    var openings: [PathOpening] = []
    private var channels: [String: UInt16] = [:]

    init(_ entries: [PathEntry], side: Target.Side) {
        precondition(entries.count < Int(ChannelKey.unnamed), "too many entries in a path table")
        for (number, entry) in entries.enumerated() {
            add(entry, channel: UInt16(number), side: side)
        }
    }

    /// The finished program; `unnamed` is the kind of strings that no entry names.
    mutating func program(side: Target.Side, unnamed: SiteKind) -> PathProgram {
        records.append(
            TextRecord(
                target: side.other, kind: unnamed, channel: ChannelKey.unnamed, isHashed: true,
                isUnnamed: true))
        spreadScope(from: 0, .none)
        for index in nodes.indices {
            nodes[index].node.children = layChildren(of: index)
            nodes[index].node.values = Self.append(nodes[index].values, to: &values)
            nodes[index].node.isReported =
                nodes[index].node.isDroppable || nodes[index].node.bytes >= 0 || !nodes[index].values.isEmpty
            nodes[index].node.owned = Self.append(nodes[index].owned, to: &owned)
        }
        return PathProgram(self, unnamed: Int32(records.count - 1))
    }

    private mutating func add(_ entry: PathEntry, channel: UInt16, side: Target.Side) {
        let steps = PathStep.steps(of: entry.path)
        let index = Int(node(at: steps))
        if let condition = entry.condition {
            return choose(entry, by: condition, at: index, steps, channel, side)
        }
        let links = SiteLinks(
            major: reference(entry.major, .index, of: entry, steps),
            minor: reference(entry.minor, .index, of: entry, steps),
            role: entry.base64 == nil
                ? reference(entry.role, .role, of: entry, steps)
                : reference(entry.base64, .encoding, of: entry, steps))
        switch entry.action {
        case .text(let naming):
            nodes[index].node.text = record(naming, links, steps, channel, side)
            open(record: nodes[index].node.text, by: entry, steps)
        case .url(let naming):
            let number = record(naming, links, steps, channel, side)
            records[Int(number)].isURL = true
            nodes[index].node.text = number
        case .file(let naming):
            let number = record(naming, links, steps, channel, side)
            records[Int(number)].isFile = true
            nodes[index].node.text = number
        case .bytes(let naming):
            nodes[index].node.bytes = record(naming, links, steps, channel, side)
        case .subtree(let naming):
            let number = record(naming, links, steps, channel, side)
            records[Int(number)].isHashed = true
            let isArguments = [.requestToolArguments, .responseToolArguments].contains(naming.target)
            records[Int(number)].readsNumbers = isArguments
            nodes[index].node.fallback = number
        case .opaque:
            nodes[index].node.text = PathNode.silent
        case .opaqueSubtree:
            nodes[index].node.text = PathNode.silent
            nodes[index].node.fallback = PathNode.silent
        case .value(let name):
            nodes[index].values.append(PathValue(name: name, major: links.major))
            if nodes[index].node.text == PathNode.inherit {
                nodes[index].node.text = PathNode.silent
            }
        case .droppable:
            nodes[index].node.isDroppable = true
            nodes[index].node.droppableMajor = links.major
            nodes[index].node.text = PathNode.silent
            nodes[index].node.fallback = PathNode.silent
        }
    }

    /// Adds a text record and gives its number.
    mutating func record(
        _ naming: PathEntry.Naming, _ links: SiteLinks, _ steps: [PathStep], _ number: UInt16,
        _ side: Target.Side
    ) -> Int32 {
        var channel = number
        if let name = naming.channel {
            channel = channels[name] ?? number
            channels[name] = channel
        }
        // An array on the way whose elements neither a reference tells apart nor a channel's name joins.
        let indices = (links.major >= 0 ? 1 : 0) + (links.minor >= 0 ? 1 : 0)
        let isSpread =
            naming.channel == nil && naming.kind != .whole
            && steps.count(where: { $0 == .element }) > indices
        records.append(
            TextRecord(
                target: naming.target ?? side.other, kind: naming.kind, encoding: naming.encoding,
                channel: channel, links: links, isHashed: isSpread || steps.contains(.anyKey),
                isSigned: naming.isSigned, isMirror: naming.isMirror, part: naming.part))
        return Int32(records.count - 1)
    }
}

extension PathProgramBuilder {
    /// The node at a path, made with all nodes on the way if need be.
    private mutating func node(at steps: [PathStep]) -> Int32 {
        var current = 0
        for step in steps {
            let known: Int32? =
                switch step {
                case .element: nodes[current].node.element
                case .anyKey: nodes[current].node.anyKey
                case .key(let key): nodes[current].named.first(where: { $0.key == key })?.node
                }
            if let known, known != PathNode.none {
                current = Int(known)
                continue
            }
            let new = Int32(nodes.count)
            nodes.append(Draft(path: step.path(below: nodes[current].path)))
            switch step {
            case .element: nodes[current].node.element = new
            case .anyKey: nodes[current].node.anyKey = new
            case .key(let key): nodes[current].named.append((key, new))
            }
            current = Int(new)
        }
        return Int32(current)
    }

    /// The number of the reference at `path`, -1 without one.
    mutating func reference(
        _ path: String?, _ kind: ReferenceKind, of entry: PathEntry, _ steps: [PathStep]
    ) -> Int16 {
        guard let path else { return -1 }
        if let known = references.firstIndex(where: { $0.path == path && $0.kind == kind }) {
            return Int16(known)
        }
        let number = Int16(references.count)
        references.append(Reference(path: path, kind: kind))
        var way = PathStep.steps(of: path)
        if way.last != .element, !way.isEmpty {
            let member = Int(node(at: way))
            precondition(nodes[member].node.sets < 0, "\(path) is read in two ways")
            nodes[member].node.sets = number
            way.removeLast()
        }
        precondition(steps.starts(with: way), "\(path) does not stand on the way to \(entry.path)")
        let owner = Int(node(at: way))
        nodes[owner].owned.append(number)
        if kind == .index {
            nodes[owner].node.ownsIndex = true
        }
        return number
    }

    /// Gives every node the references that number the unnamed strings below it: the two outermost
    /// nodes with an index.
    private mutating func spreadScope(from index: Int, _ outer: SiteLinks) {
        var scope = outer
        if let index = nodes[index].owned.first(where: { references[Int($0)].kind == .index }) {
            if scope.major < 0 {
                scope.major = index
            } else if scope.minor < 0 {
                scope.minor = index
            }
        }
        nodes[index].node.scope = scope
        let node = nodes[index].node
        for next in nodes[index].named.map(\.node) + [node.element, node.anyKey] where next >= 0 {
            spreadScope(from: Int(next), scope)
        }
    }

    private mutating func layChildren(of index: Int) -> Range<Int32> {
        precondition(nodes[index].named.count <= ScanFrame.maximumChildren, "too many keys in one object")
        let laid = nodes[index].named.map { child in
            let key = Int32(keys.count)
            keys.append(contentsOf: child.key)
            let prefix = child.key.prefix(8).enumerated().reduce(UInt64(0)) { word, byte in
                word | UInt64(byte.element) << UInt64(8 * byte.offset)
            }
            return PathChild(
                prefix: prefix, length: Int32(child.key.count), key: key, node: child.node)
        }
        return Self.append(laid, to: &children)
    }

    private static func append<Element>(_ new: [Element], to list: inout [Element]) -> Range<Int32> {
        let start = Int32(list.count)
        list.append(contentsOf: new)
        return start..<Int32(list.count)
    }
}

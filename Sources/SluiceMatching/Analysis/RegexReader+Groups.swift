extension RegexReader {
    /// Reads a parenthesis with what it holds.
    mutating func group() -> RegexExtent {
        let start = position
        if starts(with: "(*") { return namedGroup(from: start) }
        guard starts(with: "(?") else {
            position += 1
            return flags.namesOnly ? body() : capture(named: nil)
        }
        position += 2
        guard let kind = peek() else { return .unbounded }
        switch kind {
        case UInt8(ascii: ":"), UInt8(ascii: ">"):
            position += 1
            return body()
        case UInt8(ascii: "|"):
            position += 1
            hasAmbiguousGroups = true
            return body()
        case UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "*"):
            position += 1
            return lookahead()
        case UInt8(ascii: "<"):
            return angled(close: UInt8(ascii: ">"))
        case UInt8(ascii: "'"):
            position += 1
            return capture(named: take(through: UInt8(ascii: "'")))
        case UInt8(ascii: "P"):
            return pythonGroup()
        case UInt8(ascii: "("):
            return conditional()
        case UInt8(ascii: "C"):
            skip(through: UInt8(ascii: ")"))
            facts.refusals.append(.init(construct: "(?C)", offset: start))
            return .unbounded
        case UInt8(ascii: "R"), UInt8(ascii: "&"), UInt8(ascii: "+"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            skip(through: UInt8(ascii: ")"))
            return .unbounded
        default:
            return flagGroup()
        }
    }

    /// Reads up to the closing parenthesis and over it; flags set inside end there.
    mutating func body() -> RegexExtent {
        let outer = flags
        let extent = alternatives()
        flags = outer
        position = min(position + 1, bytes.count)
        return extent
    }

    private mutating func capture(named name: [UInt8]?) -> RegexExtent {
        groupCount += 1
        let number = groupCount
        if let name {
            hasAmbiguousGroups = groupNumbers.updateValue(number, forKey: name) != nil || hasAmbiguousGroups
        }
        let extent = body()
        groups[number] = extent
        return extent
    }

    private mutating func lookahead() -> RegexExtent {
        .assertion(reach: body().reach)
    }

    private mutating func lookbehind() -> RegexExtent {
        let extent = body()
        facts.lookbehinds.append(extent.maximum)
        return .assertion(reach: extent.beyond)
    }

    /// `(?<=`, `(?<!`, `(?<*` or a named group.
    private mutating func angled(close: UInt8) -> RegexExtent {
        position += 1
        if let kind = peek(), [UInt8(ascii: "="), UInt8(ascii: "!"), UInt8(ascii: "*")].contains(kind) {
            position += 1
            return lookbehind()
        }
        return capture(named: take(through: close))
    }

    /// `(?P<name>`, `(?P=name)` or `(?P>name)`.
    private mutating func pythonGroup() -> RegexExtent {
        position += 1
        if peek() == UInt8(ascii: "<") { return angled(close: UInt8(ascii: ">")) }
        let isReference = peek() == UInt8(ascii: "=")
        position += 1
        let name = take(through: UInt8(ascii: ")"))
        return isReference ? reference(toName: name) : .unbounded
    }

    /// `(?(condition)yes|no)`.
    private mutating func conditional() -> RegexExtent {
        if peek(1) == UInt8(ascii: "?") || peek(1) == UInt8(ascii: "*") {
            return group().followed(by: body())
        }
        position += 1
        let isDefinition = take(through: UInt8(ascii: ")")).elementsEqual("DEFINE".utf8)
        let extent = body()
        return isDefinition ? .empty : extent
    }

    /// `(*pla:...)` and its like; a name in capitals is a control verb or an option.
    private mutating func namedGroup(from start: Int) -> RegexExtent {
        position += 2
        let nameEnd = bytes[position...].firstIndex { !(0x61...0x7A ~= $0 || $0 == 0x5F) } ?? bytes.count
        let name = String(decoding: bytes[position..<nameEnd], as: UTF8.self)
        guard !name.isEmpty, nameEnd < bytes.count, bytes[nameEnd] == UInt8(ascii: ":") else {
            skip(through: UInt8(ascii: ")"))
            facts.refusals.append(.init(construct: construct(from: start), offset: start))
            return .unbounded
        }
        position = nameEnd + 1
        switch name {
        case "pla", "nla", "napla", "positive_lookahead", "negative_lookahead",
            "non_atomic_positive_lookahead":
            return lookahead()
        case "plb", "nlb", "naplb", "positive_lookbehind", "negative_lookbehind",
            "non_atomic_positive_lookbehind":
            return lookbehind()
        case "atomic", "sr", "asr", "script_run", "atomic_script_run":
            return body()
        default:
            _ = body()
            return .unbounded
        }
    }

    /// `(?i)`, which changes the rest of the group around it, or `(?i:...)`.
    private mutating func flagGroup() -> RegexExtent {
        let outer = flags
        var isOn = true
        while let byte = peek(), byte != UInt8(ascii: ")"), byte != UInt8(ascii: ":") {
            switch byte {
            case UInt8(ascii: "-"):
                // `(?-1)` calls a group.
                if let next = peek(1), 0x30...0x39 ~= next {
                    skip(through: UInt8(ascii: ")"))
                    return .unbounded
                }
                isOn = false
            case UInt8(ascii: "^"): flags = Flags()
            case UInt8(ascii: "x"): flags.isExtended = isOn
            case UInt8(ascii: "m"): flags.isMultiline = isOn
            case UInt8(ascii: "n"): flags.namesOnly = isOn
            case UInt8(ascii: "J"): hasAmbiguousGroups = true
            default: break
            }
            position += 1
        }
        let isGroup = peek() == UInt8(ascii: ":")
        position = min(position + 1, bytes.count)
        guard isGroup else { return .empty }
        let extent = body()
        flags = outer
        return extent
    }
}

extension RegexReader {
    /// Reads a parenthesis with what it holds.
    mutating func group() -> RegexPart {
        let start = position
        if starts(with: "(*") { return namedGroup(from: start) }
        guard starts(with: "(?") else {
            position += 1
            return flags.namesOnly ? body() : capture(named: nil)
        }
        position += 2
        guard let kind = peek() else { return .unknown }
        switch kind {
        case UInt8(ascii: ":"):
            position += 1
            return body()
        case UInt8(ascii: ">"):
            position += 1
            return body().closed()
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
            return RegexPart(extent: conditional(), shape: .opaque)
        case UInt8(ascii: "C"):
            skip(through: UInt8(ascii: ")"))
            refuse(from: start, as: "(?C)", because: "it calls a program")
            return .unknown
        case UInt8(ascii: "R"), UInt8(ascii: "&"), UInt8(ascii: "+"), UInt8(ascii: "0")...UInt8(ascii: "9"):
            skip(through: UInt8(ascii: ")"))
            return call()
        default:
            return flagGroup()
        }
    }

    /// Reads up to the closing parenthesis and over it; flags set inside end there.
    mutating func body() -> RegexPart {
        let outer = flags
        let part = alternatives()
        flags = outer
        position = min(position + 1, bytes.count)
        return part
    }

    private mutating func capture(named name: [UInt8]?) -> RegexPart {
        groupCount += 1
        let number = groupCount
        if let name {
            hasAmbiguousGroups = groupNumbers.updateValue(number, forKey: name) != nil || hasAmbiguousGroups
        }
        let part = body()
        groups[number] = part.extent
        return part
    }

    private mutating func lookahead() -> RegexPart {
        RegexPart(extent: .assertion(reach: body().extent.reach), shape: .opaque)
    }

    /// - Parameter isNegated: `nil` where the structure isn't followed.
    private mutating func lookbehind(isNegated: Bool?) -> RegexPart {
        let part = body()
        facts.lookbehinds.append(part.extent.maximum)
        var shape = RegexShape.opaque
        if let isNegated, let members = part.shape.singleClass {
            shape = .edge(.after(members, isNegated: isNegated))
        }
        return RegexPart(extent: .assertion(reach: part.extent.beyond), shape: shape)
    }

    /// `(?<=`, `(?<!`, `(?<*` or a named group.
    private mutating func angled(close: UInt8) -> RegexPart {
        position += 1
        if let kind = peek(), "=!*".utf8.contains(kind) {
            position += 1
            return lookbehind(isNegated: kind == UInt8(ascii: "*") ? nil : kind == UInt8(ascii: "!"))
        }
        return capture(named: take(through: close))
    }

    /// `(?P<name>`, `(?P=name)` or `(?P>name)`.
    private mutating func pythonGroup() -> RegexPart {
        position += 1
        if peek() == UInt8(ascii: "<") { return angled(close: UInt8(ascii: ">")) }
        let isReference = peek() == UInt8(ascii: "=")
        position += 1
        let name = take(through: UInt8(ascii: ")"))
        return isReference ? RegexPart(extent: reference(toName: name), shape: .opaque) : call()
    }

    /// A call of a group, which may stand anywhere.
    private mutating func call() -> RegexPart {
        hasCalls = true
        return .unknown
    }

    /// `(?(condition)yes|no)`.
    private mutating func conditional() -> RegexExtent {
        if peek(1) == UInt8(ascii: "?") || peek(1) == UInt8(ascii: "*") {
            return group().extent.followed(by: body().extent)
        }
        position += 1
        let isDefinition = take(through: UInt8(ascii: ")")).elementsEqual("DEFINE".utf8)
        let extent = body().extent
        return isDefinition ? .empty : extent
    }

    /// `(*pla:...)` and its like; a name in capitals is a control verb or an option.
    private mutating func namedGroup(from start: Int) -> RegexPart {
        position += 2
        let nameEnd = bytes[position...].firstIndex { !(0x61...0x7A ~= $0 || $0 == 0x5F) } ?? bytes.count
        let name = String(decoding: bytes[position..<nameEnd], as: UTF8.self)
        guard !name.isEmpty, nameEnd < bytes.count, bytes[nameEnd] == UInt8(ascii: ":") else {
            skip(through: UInt8(ascii: ")"))
            refuseVerb(from: start)
            return .unknown
        }
        position = nameEnd + 1
        switch name {
        case "pla", "nla", "napla", "positive_lookahead", "negative_lookahead",
            "non_atomic_positive_lookahead":
            return lookahead()
        case "plb", "positive_lookbehind":
            return lookbehind(isNegated: false)
        case "nlb", "negative_lookbehind":
            return lookbehind(isNegated: true)
        case "naplb", "non_atomic_positive_lookbehind":
            return lookbehind(isNegated: nil)
        case "atomic", "sr", "asr", "script_run", "atomic_script_run":
            return body().closed()
        default:
            _ = body()
            return .unknown
        }
    }

    /// `(?i)`, which changes the rest of the group around it, or `(?i:...)`.
    private mutating func flagGroup() -> RegexPart {
        let outer = flags
        var isOn = true
        while let byte = peek(), byte != UInt8(ascii: ")"), byte != UInt8(ascii: ":") {
            switch byte {
            case UInt8(ascii: "-"):
                // `(?-1)` calls a group.
                if let next = peek(1), 0x30...0x39 ~= next {
                    skip(through: UInt8(ascii: ")"))
                    return call()
                }
                isOn = false
            case UInt8(ascii: "^"): flags = Flags()
            default: setFlag(byte, to: isOn)
            }
            position += 1
        }
        let isGroup = peek() == UInt8(ascii: ":")
        position = min(position + 1, bytes.count)
        guard isGroup else { return .empty }
        let part = body()
        flags = outer
        return part
    }

    private mutating func setFlag(_ letter: UInt8, to isOn: Bool) {
        switch letter {
        case UInt8(ascii: "i"): flags.isCaseless = isOn
        case UInt8(ascii: "m"): flags.isMultiline = isOn
        case UInt8(ascii: "s"): flags.isDotAll = isOn
        case UInt8(ascii: "n"): flags.namesOnly = isOn
        case UInt8(ascii: "x"):
            flags.isExtended = isOn
            flags.skipsBlanksInClasses = isOn && bytes[position - 1] == UInt8(ascii: "x")
        case UInt8(ascii: "J"): hasAmbiguousGroups = true
        case UInt8(ascii: "U"): break
        default: isLost = true
        }
    }
}

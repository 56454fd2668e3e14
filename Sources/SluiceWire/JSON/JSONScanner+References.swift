extension JSONScanner {
    /// A number: the value of an index, if the path table takes one here.
    @inline(__always)
    mutating func number(_ node: Int32, _ range: Range<Int>) {
        let reference = Int(unsafe nodes[Int(node)].sets)
        guard reference >= 0, !program.roles[reference] else { return }
        set(reference, value: index(range))
    }

    /// A string where a reference's value is expected; `true` when it is understood, and so needs no
    /// inspection.
    mutating func setString(_ node: Int32, _ range: Range<Int>, _ isEscaped: Bool) -> Bool {
        let reference = Int(unsafe nodes[Int(node)].sets)
        guard program.roles[reference] else {
            set(reference, value: hashedIndex(range))
            return false
        }
        var role: [UInt8] = []
        if range.count <= 128 {
            unsafe JSONText.decode(base, range, into: &role)
        }
        let target = Self.target(ofRole: role)
        set(reference, target: target)
        return target != .requestOther
    }

    private static func target(ofRole role: [UInt8]) -> Target {
        for (name, target) in roles where role.elementsEqual(name.utf8) {
            return target
        }
        return .requestOther
    }

    private static let roles: [(String, Target)] = [
        ("user", .requestUser), ("assistant", .requestAssistant), ("tool", .requestToolResults),
        ("function", .requestToolResults), ("system", .requestSystem), ("developer", .requestSystem),
    ]

    /// Sets an index, also in what was found in its object before it.
    private mutating func set(_ number: Int, value: Int32) {
        let reference = scan.memory.references[number]
        scan.memory.references[number].value = value
        guard value != reference.value else { return }
        let link = Int16(number)
        for index in reference.sites..<scan.sites.count {
            if scan.sites[index].links.major == link {
                scan.sites[index].channel.major = value
            }
            if scan.sites[index].links.minor == link {
                scan.sites[index].channel.minor = value
            }
        }
        for index in reference.values..<scan.values.count where scan.values[index].link == link {
            scan.values[index].major = value
        }
        for index in reference.droppable..<scan.droppable.count where scan.droppable[index].link == link {
            scan.droppable[index].major = value
        }
    }

    /// Sets a role, also in what was found in its object before it.
    private mutating func set(_ number: Int, target: Target) {
        let reference = scan.memory.references[number]
        scan.memory.references[number].target = target
        for index in reference.sites..<scan.sites.count where scan.sites[index].links.role == Int16(number) {
            scan.sites[index].target = target
        }
    }

    /// The index that a number spells, `1.0` and `10e-1` included; numbers that are no small integer
    /// get one made of their bytes.
    private func index(_ range: Range<Int>) -> Int32 {
        var mantissa: Int64 = 0
        var zeros = 0
        var fraction = 0
        var exponent = 0
        var sign = 1
        var isFraction = false
        var isExponent = false
        for offset in range {
            let next = byte(offset)
            let digit = next &- UInt8(ascii: "0")
            if digit > 9 {
                isFraction = next == UInt8(ascii: ".")
                isExponent = isExponent || next | 0x20 == UInt8(ascii: "e")
                sign = next == UInt8(ascii: "-") ? -1 : sign
            } else if isExponent {
                exponent = min(exponent * 10 + Int(digit), Self.largestExponent)
            } else {
                fraction += isFraction ? 1 : 0
                zeros += digit == 0 && mantissa != 0 ? 1 : 0
                for _ in 0..<(digit == 0 ? 0 : zeros + 1) {
                    mantissa *= 10
                    guard mantissa <= Int64(Int32.max) else { return hashedIndex(range) }
                }
                mantissa += Int64(digit)
                zeros = digit == 0 ? zeros : 0
            }
        }
        if mantissa == 0 { return 0 }
        let isNegative = byte(range.lowerBound) == UInt8(ascii: "-")
        var power = (isExponent ? sign : 1) * exponent - fraction + zeros
        while power > 0, mantissa <= Int64(Int32.max) {
            mantissa *= 10
            power -= 1
        }
        guard power == 0, mantissa <= Int64(Int32.max), !isNegative else { return hashedIndex(range) }
        return Int32(mantissa)
    }

    private static let largestExponent = 1 << 40

    /// A negative index that tells values apart which are no index.
    private func hashedIndex(_ range: Range<Int>) -> Int32 {
        var hash = PathHash.seed
        for offset in range {
            hash = PathHash.mix(hash, byte(offset))
        }
        return Int32(truncatingIfNeeded: hash >> 33) | Int32.min
    }
}

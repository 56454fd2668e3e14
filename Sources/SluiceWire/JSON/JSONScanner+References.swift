extension JSONScanner {
    /// A number: the value of an index if the path table takes one here, or among tool arguments a text.
    @inline(__always)
    mutating func number(_ node: Int32, _ range: Range<Int>) throws(JSONError) {
        var isRead = false
        if node >= 0 {
            let reference = Int(unsafe nodes[Int(node)].sets)
            if reference >= 0, program.references[reference] == .index {
                try claim(reference, at: range.lowerBound)
                set(reference, value: index(range))
                isRead = true
            }
        }
        let record = textRecord(at: node)
        if record >= 0, unsafe records[Int(record)].readsNumbers {
            emit(record, range, isEscaped: false, scope: scope(at: node), form: .bare, node)
            isRead = true
        }
        if !isRead { noteSlot(ofNumber: range) }
    }

    /// A string where a reference's value is expected; `true` when it is understood, and so needs no
    /// inspection.
    mutating func setString(_ node: Int32, _ range: Range<Int>) throws(JSONError) -> Bool {
        let reference = Int(unsafe nodes[Int(node)].sets)
        try claim(reference, at: range.lowerBound)
        let kind = program.references[reference]
        if kind == .index {
            set(reference, value: index(ofString: range))
            return false
        }
        if kind == .word, let word = word(at: range) {
            set(reference, word: word)
            return false
        }
        var word: [UInt8] = []
        if range.count <= 128 {
            unsafe JSONText.decode(lexer.base, range, into: &word)
        }
        if kind == .word {
            if let word = program.words.firstIndex(of: word) { set(reference, word: word) }
            return false
        }
        if kind == .encoding {
            set(reference, isBase64: word.elementsEqual("base64".utf8))
            return false
        }
        let target = Self.target(ofRole: word)
        set(reference, target: target)
        return target != .requestOther
    }

    /// A literal where a word is expected.
    mutating func literal(_ node: Int32, _ range: Range<Int>) throws(JSONError) {
        guard node >= 0, unsafe nodes[Int(node)].sets >= 0 else { return }
        let reference = Int(unsafe nodes[Int(node)].sets)
        guard program.references[reference] == .word else { return }
        try claim(reference, at: range.lowerBound)
        if let word = word(at: range) { set(reference, word: word) }
    }

    /// The index of a word that is spelled without escapes, nil when it is none.
    private func word(at range: Range<Int>) -> Int? {
        program.words.firstIndex { word in
            guard word.count == range.count else { return false }
            for offset in word.indices where lexer.byte(range.lowerBound + offset) != word[offset] {
                return false
            }
            return true
        }
    }

    /// Sets a word, also for what was found in its object before it.
    private mutating func set(_ number: Int, word: Int) {
        unsafe references[number].word = Int16(word)
        for index in unsafe references[number].sites..<(unsafe scan.pointee.sites.count) {
            if begins(index, by: number, word) { unsafe scan.pointee.sites[index].kind = .delta }
            let choice = unsafe scan.pointee.sites[index].links.choice
            guard choice >= 0, Int(program.choices[Int(choice)].reference) == number,
                let record = program.choices[Int(choice)].record(of: Int16(word))
            else { continue }
            correct(index, to: record)
        }
    }

    /// Whether a word makes a repeat that was found before it the beginning of its text.
    private func begins(_ index: Int, by number: Int, _ word: Int) -> Bool {
        let opening = unsafe scan.pointee.sites[index].links.opening
        guard opening >= 0, unsafe scan.pointee.sites[index].kind == .repeats else { return false }
        return Int(program.openings[Int(opening)].reference) == number
            && program.openings[Int(opening)].words.contains(Int16(word))
    }

    /// Notes that a reference's member has come; a second one is refused in any payload.
    ///
    /// Nobody could say which one counts, and correcting the sites again and again would not be linear.
    private func claim(_ number: Int, at offset: Int) throws(JSONError) {
        guard unsafe !references[number].isSet else { throw JSONError(.duplicateKey, at: offset) }
        unsafe references[number].isSet = true
    }

    private static func target(ofRole role: [UInt8]) -> Target {
        for (name, target) in roles where role.elementsEqual(name.utf8) {
            return target
        }
        return .requestOther
    }

    private static let roles: [(String, Target)] = [
        ("user", .requestUser), ("assistant", .requestAssistant), ("model", .requestAssistant),
        ("tool", .requestToolResults),
        ("function", .requestToolResults), ("system", .requestSystem), ("developer", .requestSystem),
    ]

    /// Sets an index, also in what was found in its object before it.
    private func set(_ number: Int, value: Int32) {
        let before = unsafe references[number]
        unsafe references[number].value = value
        guard value != before.value else { return }
        let link = Int16(number)
        for index in before.sites..<(unsafe scan.pointee.sites.count) {
            let links = unsafe scan.pointee.sites[index].links
            if links.major == link {
                unsafe scan.pointee.sites[index].channel.major = value
            }
            if links.minor == link {
                unsafe scan.pointee.sites[index].channel.minor = value
            }
        }
        for index in before.values..<(unsafe scan.pointee.values.count)
        where unsafe scan.pointee.values[index].link == link {
            unsafe scan.pointee.values[index].major = value
        }
        for index in before.droppable..<(unsafe scan.pointee.droppable.count)
        where unsafe scan.pointee.droppable[index].link == link {
            unsafe scan.pointee.droppable[index].major = value
        }
    }

    /// Sets a role, also in what was found in its object before it.
    private func set(_ number: Int, target: Target) {
        unsafe references[number].target = target
        for index in unsafe references[number].sites..<(unsafe scan.pointee.sites.count)
        where unsafe scan.pointee.sites[index].links.role == Int16(number) {
            unsafe scan.pointee.sites[index].target = target
        }
    }

    /// Sets whether a text is base64, also in what was found in its object before it.
    private func set(_ number: Int, isBase64: Bool) {
        unsafe references[number].isBase64 = isBase64
        for index in unsafe references[number].sites..<(unsafe scan.pointee.sites.count)
        where unsafe scan.pointee.sites[index].links.role == Int16(number) {
            unsafe settle(&scan.pointee.sites[index], isBase64: isBase64)
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
            let next = lexer.byte(offset)
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
        let isNegative = lexer.byte(range.lowerBound) == UInt8(ascii: "-")
        var power = (isExponent ? sign : 1) * exponent - fraction + zeros
        while power > 0, mantissa <= Int64(Int32.max) {
            mantissa *= 10
            power -= 1
        }
        guard power == 0, mantissa <= Int64(Int32.max), !isNegative else { return hashedIndex(range) }
        return Int32(mantissa)
    }

    private static let largestExponent = 1 << 40

    /// The index that a string spells, since to a client in JavaScript `"0"` is 0; other strings get a negative one
    /// that tells them apart, however they are escaped.
    private func index(ofString range: Range<Int>) -> Int32 {
        var text: [UInt8] = []
        unsafe JSONText.decode(lexer.base, range, into: &text)
        let isNumber =
            text.allSatisfy { $0 &- UInt8(ascii: "0") < 10 }
            && (text.first != UInt8(ascii: "0") || text.count == 1)
        if isNumber, let index = Int32(String(decoding: text, as: UTF8.self)) { return index }
        return Self.index(ofHash: text.reduce(PathHash.seed) { PathHash.mix($0, $1) })
    }

    /// A negative index that tells values apart which are no index.
    private func hashedIndex(_ range: Range<Int>) -> Int32 {
        var hash = PathHash.seed
        for offset in range {
            hash = PathHash.mix(hash, lexer.byte(offset))
        }
        return Self.index(ofHash: hash)
    }

    private static func index(ofHash hash: UInt64) -> Int32 {
        Int32(truncatingIfNeeded: hash >> 33) | Int32.min
    }
}

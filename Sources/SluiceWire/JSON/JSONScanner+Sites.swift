extension JSONScanner {
    /// Begins the references anew whose object or array element begins here.
    @inline(__always)
    mutating func enter(_ node: Int32) {
        for index in unsafe nodes[Int(node)].owned {
            let number = Int(unsafe program.owned[Int(index)])
            unsafe references[number] = ScanReference(
                value: top.pointee.isObject ? 0 : top.pointee.position,
                sites: scan.pointee.sites.count, values: scan.pointee.values.count,
                droppable: scan.pointee.droppable.count)
        }
    }

    /// The text record of unnamed strings below `node`, a value of the innermost container.
    @inline(__always)
    func fallback(at node: Int32) -> Int32 {
        guard node >= 0 else { return unsafe top.pointee.fallback }
        let own = unsafe nodes[Int(node)].fallback
        return own == PathNode.inherit ? unsafe top.pointee.fallback : own
    }

    /// The text record of a string at `node`.
    @inline(__always)
    func textRecord(at node: Int32) -> Int32 {
        guard node >= 0 else { return unsafe top.pointee.fallback }
        let own = unsafe nodes[Int(node)].text
        return own == PathNode.inherit ? fallback(at: node) : own
    }

    @inline(__always)
    func scope(at node: Int32) -> SiteLinks {
        unsafe node >= 0 ? nodes[Int(node)].scope : top.pointee.scope
    }

    /// A string value: a reference's value, a site, or nothing.
    @inline(__always)
    mutating func string(_ node: Int32, _ range: Range<Int>, _ isEscaped: Bool) throws(JSONError) {
        if node >= 0, unsafe nodes[Int(node)].sets >= 0, try setString(node, range) { return }
        guard !range.isEmpty else { return }
        let record = textRecord(at: node)
        if node >= 0, unsafe nodes[Int(node)].choice >= 0 {
            return emitChosen(at: node, record, range, isEscaped)
        }
        if record >= 0 {
            emit(record, range, isEscaped: isEscaped, scope: scope(at: node), form: .value)
        } else {
            unsafe scan.pointee.silentBytes &+= range.count
        }
    }

    /// A string whose record a word beside it chooses; the word may still come.
    private mutating func emitChosen(
        at node: Int32, _ otherwise: Int32, _ range: Range<Int>, _ isEscaped: Bool
    ) {
        let number = unsafe nodes[Int(node)].choice
        let choice = program.choices[Int(number)]
        let chosen = choice.record(of: unsafe references[Int(choice.reference)].word) ?? otherwise
        let count = unsafe scan.pointee.sites.count
        emit(
            chosen >= 0 ? chosen : program.unnamed, range, isEscaped: isEscaped, scope: scope(at: node),
            form: .value)
        guard unsafe count < scan.pointee.sites.count else { return }
        unsafe scan.pointee.sites[count].links.choice = number
        if chosen < 0 { unsafe scan.pointee.sites[count].kind = .opaque }
    }

    /// Gives a site that was built before its word came the record that the word chooses.
    mutating func correct(_ index: Int, to record: Int32) {
        guard record >= 0 else {
            unsafe scan.pointee.sites[index].kind = .opaque
            return
        }
        let record = unsafe records[Int(record)]
        let choice = unsafe scan.pointee.sites[index].links.choice
        unsafe scan.pointee.sites[index].target = record.target
        unsafe scan.pointee.sites[index].kind = record.kind
        unsafe scan.pointee.sites[index].encoding = record.encoding
        unsafe scan.pointee.sites[index].isSigned = record.isSigned
        unsafe scan.pointee.sites[index].links = record.links
        unsafe scan.pointee.sites[index].links.choice = choice
        unsafe scan.pointee.sites[index].channel = ChannelKey(
            entry: record.channel, major: number(of: record.links.major),
            minor: number(of: record.links.minor))
    }

    private func number(of reference: Int16) -> Int32 {
        unsafe reference >= 0 ? references[Int(reference)].value : 0
    }

    /// What a site is in the JSON text.
    enum SiteForm {
        case value
        case key
        case bare
    }

    mutating func emit(
        _ number: Int32, _ range: Range<Int>, isEscaped: Bool, scope: SiteLinks, form: SiteForm
    ) {
        let isKey = form == .key
        let record = unsafe records[Int(number)]
        if record.isURL, !isKey, isBase64URL(range) { return }
        let links = record.isUnnamed ? scope : record.links
        let channel = ChannelKey(
            entry: record.channel, major: self.number(of: links.major), minor: self.number(of: links.minor),
            hash: record.isHashed || isKey ? pathHash(isKey: isKey) : 0)
        var target = record.target
        var kind = isKey ? .whole : record.kind
        if links.role >= 0 {
            let reference = unsafe references[Int(links.role)]
            if program.references[Int(links.role)] == .role {
                target = reference.target
            } else if reference.isBase64, !isKey {
                kind = .opaque
            }
        }
        unsafe scan.pointee.sites.append(
            TextSite(
                range: range, isEscaped: isEscaped, target: target, kind: kind,
                encoding: isKey ? .plain : record.encoding, channel: channel, isKey: isKey,
                isBare: form == .bare, isSigned: record.isSigned,
                links: links))
    }

    /// Reports the value of a node under its names.
    @inline(__always)
    mutating func report(_ number: Int32, _ range: Range<Int>, next: Int) {
        let node = unsafe nodes + Int(number)
        guard unsafe node.pointee.isReported else { return }
        for index in unsafe node.pointee.values {
            let value = unsafe program.values[Int(index)]
            unsafe scan.pointee.values.append(
                ScannedValue(
                    name: value.name, range: range, major: self.number(of: value.major), link: value.major))
        }
        if unsafe node.pointee.isDroppable {
            let comma = unsafe top.pointee.comma
            var member = unsafe (comma >= 0 ? comma : top.pointee.memberStart)..<range.upperBound
            if depth == 0 {
                member = range
            } else if comma < 0, next < lexer.count, lexer.byte(next) == UInt8(ascii: ",") {
                member = member.lowerBound..<(next + 1)
            }
            let link = unsafe node.pointee.droppableMajor
            unsafe scan.pointee.droppable.append(
                DroppableMember(range: range, member: member, major: self.number(of: link), link: link))
        }
    }

    /// Whether an address is a `data:` URL (RFC 2397) with base64 content.
    private func isBase64URL(_ range: Range<Int>) -> Bool {
        guard range.count >= 13, hasText("data:", at: range.lowerBound) else { return false }
        // A media type with its parameters is shorter than this.
        let end = min(range.upperBound - 8, range.lowerBound + 256)
        for index in (range.lowerBound + 5)...end {
            if hasText(";base64,", at: index) { return true }
            guard lexer.byte(index) > 0x20, lexer.byte(index) < 0x7f else { return false }
        }
        return false
    }

    /// Whether the payload has this text at an offset, letter case aside; the bytes must be there.
    private func hasText(_ text: StaticString, at start: Int) -> Bool {
        for offset in 0..<text.utf8CodeUnitCount {
            let byte = lexer.byte(start + offset)
            let lowered = byte &- UInt8(ascii: "A") < 26 ? byte | 0x20 : byte
            guard unsafe text.utf8Start[offset] == lowered else { return false }
        }
        return true
    }
}

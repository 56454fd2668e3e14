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
        if node >= 0, unsafe nodes[Int(node)].sets >= 0, try setString(node, range) {
            return pass(node, range)
        }
        guard !range.isEmpty else { return }
        let record = textRecord(at: node)
        if node >= 0, unsafe nodes[Int(node)].choice >= 0 {
            return emitChosen(at: node, record, range, isEscaped)
        }
        noteSlot(node, range, record)
        if record >= 0 {
            emit(record, range, isEscaped: isEscaped, scope: scope(at: node), form: .value, node)
        } else {
            pass(node, range)
        }
    }

    /// Counts a string that is deliberately no site.
    @inline(__always)
    private func pass(_ node: Int32, _ range: Range<Int>) {
        unsafe scan.pointee.silentBytes &+= range.count
        guard lexer.options.namesPassed else { return }
        unsafe scan.pointee.passed.append(PassedText(node: line(silencing: node), bytes: range.count))
    }

    /// The node whose line silences a string at `node`: its own, or that of the innermost container that says so.
    private func line(silencing node: Int32) -> Int32 {
        if node >= 0 {
            let own = unsafe nodes[Int(node)]
            if own.text != PathNode.inherit || own.fallback != PathNode.inherit || own.sets >= 0 {
                return node
            }
        }
        var index = depth
        while index > 0 {
            let node = unsafe frames[index].node
            if node >= 0, unsafe nodes[Int(node)].fallback == PathNode.silent { return node }
            index -= 1
        }
        return PathNode.none
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
            form: .value, node)
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
        unsafe scan.pointee.sites[index].isMirror = record.isMirror
        unsafe scan.pointee.sites[index].isPart = record.part != nil
        unsafe scan.pointee.sites[index].links = record.links
        unsafe scan.pointee.sites[index].links.choice = choice
        unsafe scan.pointee.sites[index].channel = ChannelKey(
            entry: record.channel, major: number(of: record.links.major),
            minor: number(of: record.links.minor))
        if opens(record.links) { unsafe scan.pointee.sites[index].kind = .delta }
    }

    /// Whether the word that has come makes a repeat the beginning of its text.
    @inline(__always)
    private func opens(_ links: SiteLinks) -> Bool {
        guard links.opening >= 0 else { return false }
        let opening = program.openings[Int(links.opening)]
        return unsafe opening.words.contains(references[Int(opening.reference)].word)
    }

    private func number(of reference: Int16) -> Int32 {
        unsafe reference >= 0 ? references[Int(reference)].value : 0
    }

    /// What a site is in the JSON text.
    enum SiteForm {
        case value
        case key
        case bare
        case bytes
    }

    mutating func emit(
        _ number: Int32, _ range: Range<Int>, isEscaped: Bool, scope: SiteLinks, form: SiteForm, _ node: Int32
    ) {
        let isKey = form == .key
        let record = unsafe records[Int(number)]
        var range = range
        var isFile = false
        if !isKey, record.isURL || record.isFile, let content = base64(in: range, isFile: record.isFile) {
            guard !content.isEmpty, holdsText(base64: content) else { return pass(node, range) }
            range = content
            isFile = true
        }
        let links = record.isUnnamed ? scope : record.links
        let channel = ChannelKey(
            entry: record.channel, major: self.number(of: links.major), minor: self.number(of: links.minor),
            hash: record.isHashed || isKey ? pathHash(isKey: isKey) : 0)
        var target = record.target
        var kind = isKey ? .whole : record.kind
        if !isKey, opens(links) { kind = .delta }
        var isBase64 = false
        if links.role >= 0 {
            let reference = unsafe references[Int(links.role)]
            if program.references[Int(links.role)] == .role {
                target = reference.target
            } else {
                isBase64 = reference.isBase64 && !isKey
            }
        }
        var site = TextSite(
            range: range, isEscaped: isEscaped, target: target, kind: kind,
            encoding: isKey ? .plain : record.encoding, channel: channel, isKey: isKey,
            isBare: form == .bare, isSigned: record.isSigned, links: links, node: node)
        site.isMirror = record.isMirror
        if !isKey { setPart(of: &site, record) }
        if form == .bytes { site.become(.byteList) }
        if isFile { site.become(.base64) }
        if isBase64 { settle(&site, isBase64: true) }
        unsafe scan.pointee.sites.append(site)
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
        if unsafe node.pointee.bytes >= 0, range.count > 2, lexer.byte(range.lowerBound) == UInt8(ascii: "[")
        {
            let inside = (range.lowerBound + 1)..<(range.upperBound - 1)
            emit(
                unsafe node.pointee.bytes, inside, isEscaped: false, scope: scope(at: number), form: .bytes,
                number)
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
}

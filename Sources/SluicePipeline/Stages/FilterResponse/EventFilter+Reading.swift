import SluiceRules
import SluiceWire

extension EventFilter {
    /// The most keys that are remembered as clean, and the most bytes of one.
    private static let maximumCleanKeys = 16
    private static let maximumCleanKeyBytes = 64

    /// Reads the texts of an event into `current`.
    ///
    /// - Returns: False when it holds a shape that `unknown_event: block` doesn't let pass, or begins like JSON that
    ///   can't be read: a client's parser may see more in it than a text.
    mutating func read(_ frame: EventFrame, _ exchange: inout Exchange) -> Bool {
        current.begin(frame, framing)
        eventCount += 1
        if eventCount == 1 {
            exchange.ledger.framing = framing
            exchange.ledger.lineEnding = frame.lineEnding
        }
        inspectOtherLines(of: frame)
        if frame.hasID { takesKeepalive = false }
        switch frame.data {
        case .none:
            return true
        case .line(let range):
            guard dialect.isTerminator(parser.buffer.span.extracting(range)) else {
                return read(parser.buffer, range, named: frame.name, &exchange)
            }
            texts.close()
            takesKeepalive = false
            holdsPreamble = holdsPreamble && queue.contains { $0.hasText }
            return true
        case .joined(let data):
            return read(data, 0..<data.count, named: frame.name, &exchange)
        }
    }

    /// Reads the texts of an event's data.
    ///
    /// - Parameter name: The event's name in the parser's buffer; the data may have been joined in one of its own.
    private mutating func read(
        _ buffer: [UInt8], _ range: Range<Int>, named name: Range<Int>?, _ exchange: inout Exchange
    ) -> Bool {
        let payload = buffer.span.extracting(range)
        guard !payload.isEmpty else { return true }
        let stream = parser.buffer
        do throws(JSONError) {
            let type = stream.span.extracting(name ?? 0..<0)
            try table.scan(payload, options: jsonOptions, eventType: type, into: &scan)
        } catch {
            guard !ASCII.opensJSON(payload) else { return false }
            exchange.receipt.count(unreadableEvent: payload.count, .responseOther, isGeneric: isGeneric)
            return readAsText(payload)
        }
        exchange.receipt.count(
            scan, table, isGeneric: isGeneric, passesUnknown: options.unknownEvent == .pass)
        dialect.observe(scan, payload: payload, ledger: &exchange.ledger)
        if !exchange.ledger.calls.isEmpty { texts.finish(callsOf: exchange.ledger.calls) }
        current.number = exchange.ledger.accepted
        if exchange.usageRequest == .added {
            current.isUsageAlone = exchange.ledger.isUsageAlone(scan, payload: payload)
        }
        current.hasTokens = scan.values.contains { if case .contextTokens = $0.name { true } else { false } }
        for index in scan.sites.indices {
            var site = scan.sites[index]
            if case .opaque = site.kind, contradictsName(stream, name, payload) { site.kind = .delta }
            guard site.isText, !site.range.isEmpty else { continue }
            let isUnknown = site.channel.entry == ChannelKey.unnamed && !isGeneric
            if isUnknown && options.unknownEvent != .inspect {
                if options.unknownEvent == .block { return false }
                continue
            }
            if !isUnknown, !site.isMirror, case .response = site.target.side { current.hasText = true }
            switch site.kind {
            case .delta: current.parts.append(texts.append(site, in: payload, event: eventCount))
            case .piece:
                current.parts.append(texts.append(site, in: payload, event: eventCount))
                texts.close(site.channel)
            case .repeats:
                texts.close(site.channel)
                read(site, in: payload)
            case .whole, .opaque, .padding: read(site, in: payload)
            }
        }
        if !lists.isEmpty { readLists(in: payload) }
        if !exchange.ledger.closed.isEmpty { texts.close(majors: exchange.ledger.closed) }
        texts.closeSilent(at: eventCount)
        return true
    }

    /// Whether an event's name says that it is of another type than its data says.
    ///
    /// Some clients go by the one, some by the other: what is no text by the data may be one by the name.
    private func contradictsName(_ stream: [UInt8], _ name: Range<Int>?, _ payload: Span<UInt8>) -> Bool {
        guard let name, let type = scan.values.first(where: { $0.name == .eventType })?.range else {
            return false
        }
        guard type.count == name.count + 2 else { return true }
        return zip(name, type.dropFirst()).contains { stream[$0] != payload[$1] }
    }

    /// Inspects a text that stands for itself; one of a list waits for the others in it.
    private mutating func read(_ site: TextSite, in payload: Span<UInt8>) {
        if let group = TextGroup(site) {
            lists[group, default: []].append(site)
        } else {
            inspect(site, in: payload)
        }
    }

    /// Inspects the lists of texts that the event holds.
    private mutating func readLists(in payload: Span<UInt8>) {
        for (group, sites) in lists.sorted(by: {
            $0.value[0].range.lowerBound < $1.value[0].range.lowerBound
        }) {
            guard sites.count > 1, !sites[0].isMirror else {
                if sites[0].isMirror {
                    inspectMirrors(sites, in: payload)
                } else {
                    inspect(sites[0], in: payload)
                }
                continue
            }
            var inspector = TextInspector(rules: rules)
            let edits =
                group.isJoined
                ? inspector.inspect(joined: sites, in: payload) : inspector.inspect(parts: sites, in: payload)
            for (site, edits) in zip(sites, edits) where !edits.isEmpty {
                current.changes.append(HeldEvent.Change(site: site, edits: edits))
            }
            if sites[0].kind == .repeats { inspector.forget { texts.wasStated($0, in: sites[0].channel) } }
            take(inspector)
        }
        lists.removeAll(keepingCapacity: true)
    }

    /// Inspects texts that say again what another says: a hit takes out the member that holds them.
    private mutating func inspectMirrors(_ sites: [TextSite], in payload: Span<UInt8>) {
        if TextInspector(rules: rules).hits(sites, in: payload) { current.mirrors += sites.map(\.range) }
    }

    /// Data that is no JSON is a text.
    private mutating func readAsText(_ payload: Span<UInt8>) -> Bool {
        guard options.unknownEvent != .block else { return false }
        guard options.unknownEvent == .inspect else { return true }
        current.hasText = true
        current.parts.append(texts.append(unstructured: payload, event: eventCount))
        return true
    }

    /// Inspects a text that stands for itself.
    private mutating func inspect(_ site: TextSite, in payload: Span<UInt8>) {
        let isShortKey = site.isKey && site.range.count <= Self.maximumCleanKeyBytes
        if isShortKey
            && cleanKeys.contains(where: {
                payload.extracting(site.range).isEqual(to: $0.bytes) && $0.target == site.target
            })
        {
            return
        }
        guard !site.isMirror else { return inspectMirrors([site], in: payload) }
        var inspector = TextInspector(rules: rules)
        let edits = inspector.inspect(site, in: payload)
        if isShortKey && inspector.findings.isEmpty && cleanKeys.count < Self.maximumCleanKeys {
            var key: [UInt8] = []
            key.append(payload.extracting(site.range))
            cleanKeys.append((site.target, key))
        }
        if !edits.isEmpty { current.changes.append(HeldEvent.Change(site: site, edits: edits)) }
        if site.kind == .repeats { inspector.forget { texts.wasStated($0, in: site.channel) } }
        take(inspector)
    }

    /// Comments and lines that no client reads are texts all the same, and so is a name that is no word of an API.
    private mutating func inspectOtherLines(of frame: EventFrame) {
        let name = frame.textualName(in: parser.buffer)
        guard name != nil || !frame.other.isEmpty, options.unknownEvent != .pass else { return }
        var inspector = TextInspector(rules: rules)
        for range in frame.other {
            let edits = inspector.inspect(parser.buffer.span.extracting(range), target: .responseOther)
            if !edits.isEmpty { current.losesOtherLines = true }
        }
        if let name {
            let edits = inspector.inspect(parser.buffer.span.extracting(name), target: .responseOther)
            current.losesName = !edits.isEmpty
        }
        take(inspector)
    }

    private mutating func take(_ inspector: TextInspector) {
        current.findings += inspector.findings
        if !inspector.exceptions.isEmpty { texts.note(exceptions: inspector.exceptions) }
        if current.block == nil { current.block = inspector.block }
    }
}

import SluiceWire

/// What the rules change in one payload.
struct PayloadChanges {
    /// The edits, in the order of the payload.
    var edits: [(site: TextSite, edits: [TextEdit])] = []
    /// The members that go.
    var dropped: [DroppableMember] = []

    var isEmpty: Bool { edits.isEmpty && dropped.isEmpty }

    /// Appends the payload as it is now.
    func apply(to payload: Span<UInt8>, into out: inout [UInt8]) {
        JSONEditor.apply(edits, dropping: dropped, to: payload, into: &out)
    }
}

extension TextInspector {
    /// Inspects all texts of a payload that is complete: a request, a whole answer, a line of either.
    ///
    /// - Parameter isPassed: Whether a site goes unread.
    mutating func inspect(
        _ scan: borrowing PayloadScan, in payload: Span<UInt8>,
        passing isPassed: (TextSite) -> Bool = { _ in false }
    ) -> PayloadChanges {
        var changes = PayloadChanges()
        var groups: [TextGroup: (sites: [TextSite], isEarlier: Bool)] = [:]
        var mirrors: [Range<Int>] = []
        let earlier = endOfEarlier(among: scan.sites)
        let hasGroups = Self.hasGroups(scan.sites)
        for index in scan.sites.indices {
            let site = scan.sites[index]
            guard site.isText, !isPassed(site) else { continue }
            if hasGroups, let group = TextGroup(site) {
                groups[group, default: ([], index < earlier)].sites.append(site)
            } else if site.isMirror {
                if hits([site], in: payload) { mirrors.append(site.range) }
            } else {
                let edits = inspect(site, in: payload, isEarlier: index < earlier)
                if !edits.isEmpty { changes.edits.append((site, edits)) }
            }
        }
        for (group, (sites, isEarlier)) in groups.sorted(by: {
            $0.value.sites[0].range.lowerBound < $1.value.sites[0].range.lowerBound
        }) {
            if sites[0].isMirror {
                if hits(sites, in: payload) { mirrors += sites.map(\.range) }
                continue
            }
            let edits =
                group.isJoined && sites.count > 1
                ? inspect(joined: sites, in: payload, isEarlier: isEarlier)
                : inspect(parts: sites, in: payload, isEarlier: isEarlier)
            for (site, edits) in zip(sites, edits) where !edits.isEmpty {
                changes.edits.append((site, edits))
            }
        }
        changes.edits.sort { $0.site.range.lowerBound < $1.site.range.lowerBound }
        guard !changes.isEmpty || !mirrors.isEmpty else { return changes }
        let touched = Set(changes.edits.map(\.site.channel.major))
        changes.dropped = scan.droppable.filter { member in
            !changes.edits.isEmpty && touched.contains(member.major)
                || mirrors.contains { member.range.contains($0.lowerBound) }
        }
        return changes
    }

    /// Whether texts may have to be read together: a group of one text is that text.
    private static func hasGroups(_ sites: [TextSite]) -> Bool {
        var members = 0
        for site in sites where TextGroup(site) != nil {
            members += 1
            if members > 1 { return true }
        }
        return false
    }

    /// Whether a rule that decides hits texts that say again what another text says; nothing of it counts.
    func hits(_ sites: [TextSite], in payload: Span<UInt8>) -> Bool {
        var other = TextInspector(rules: rules)
        let edits =
            sites.count > 1
            ? other.inspect(parts: sites, in: payload) : [other.inspect(sites[0], in: payload)]
        return other.block != nil || edits.contains { !$0.isEmpty }
    }
}

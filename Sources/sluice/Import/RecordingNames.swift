/// The names that recordings of one run have got: none twice.
package struct RecordingNames {
    private var used: Set<String> = []

    package init() {}

    /// The name, with a number behind it where another recording has it.
    package mutating func unused(_ name: String) -> String {
        var free = name
        var number = 2
        while !used.insert(free).inserted {
            free = "\(name)_\(number)"
            number += 1
        }
        return free
    }
}

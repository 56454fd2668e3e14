/// What holds of where a text comes from: a set of numbers that whoever made the patterns gives a meaning.
///
/// The scanner knows a text and nothing else; exceptions `under` a circumstance ask for what its caller knows.
package struct Circumstances: Sendable, Hashable {
    /// So many circumstances can be told apart, numbered from 0.
    package static let most = 64

    private var bits: UInt64 = 0

    /// No circumstance holds.
    package init() {}

    /// These circumstances hold; numbers that are none are left out.
    package init(_ numbers: some Sequence<Int>) {
        for number in numbers where 0..<Self.most ~= number { bits |= 1 << UInt64(number) }
    }

    package var isEmpty: Bool { bits == 0 }

    /// Whether a circumstance holds.
    package func contains(_ number: Int) -> Bool {
        0..<Self.most ~= number && bits & (1 << UInt64(number)) != 0
    }
}

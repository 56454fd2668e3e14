/// One hit of an active rule in a running text.
package struct TextHit: Sendable, Equatable {
    /// The rule, its action at the level in force, and whether it only counts.
    package var active: ActiveRule
    /// The bytes it hit, from the beginning of the text.
    package var span: Range<Int>
    /// The keyword's index in its pattern, 0 for a regex.
    package var element: Int
    /// Whether the engine gave up and `on_limit` decided.
    package var isLimit: Bool

    /// Whether the hit changes or stops the text.
    package var isDeciding: Bool { active.isDeciding }
}

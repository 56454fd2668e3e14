/// How far the texts of a streamed answer have come, for those who measure how long they are held.
package struct TextFlow: Sendable, Equatable {
    /// The characters of running texts in events that are complete and wait for a decision.
    package var heldCharacters = 0
    /// Whether any running text has come.
    package var hasBegun = false
    /// Whether any of it has left, or is about to.
    package var hasLeft = false

    package init() {}
}

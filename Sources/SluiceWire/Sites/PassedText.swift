/// A string that a line of a table says is no text to be inspected.
package struct PassedText: Sendable {
    /// The node of the line's path.
    let node: Int32
    /// The string's length as it stands in the payload.
    package let bytes: Int
}

/// What the decoded string of a text site holds.
package enum TextEncoding: Sendable, Hashable {
    /// Text as it is read.
    case plain
    /// JSON, or in a delta a fragment of JSON: tool call arguments.
    case json
}

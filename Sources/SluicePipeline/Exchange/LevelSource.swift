/// A place where a request may name its moderation level.
package enum LevelSource: Sendable, Hashable {
    /// A header field, as in `header:x-moderation-level`.
    case header(FieldName)
    /// A top-level string of the JSON body, as in `body:moderation_level`.
    case body(String)
}

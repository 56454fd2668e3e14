/// What holds the parts of one text.
enum PartScope: Sendable {
    /// The innermost list: the content of a message.
    case list
    /// The payload: an answer whose messages are read as one.
    case payload
}

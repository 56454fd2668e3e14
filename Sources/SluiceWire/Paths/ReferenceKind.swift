/// What the member that a path table's reference reads says about the texts beside it.
enum ReferenceKind: Sendable {
    /// Their number.
    case index
    /// Their target.
    case role
    /// Whether they are base64.
    case encoding
    /// Which of several entries for one path they follow.
    case word
}

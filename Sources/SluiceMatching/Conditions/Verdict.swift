/// What the conditions say of a hit.
enum Verdict {
    case accepted
    case refused
    /// All else would accept it, but an exception takes it away.
    case excepted
    /// Text that has not come yet decides.
    case undecided

    /// Whether the hit may still be accepted.
    var isOpen: Bool { self == .accepted || self == .undecided }
}

/// What the conditions say of a hit.
enum Verdict {
    case accepted
    case refused
    /// Text that has not come yet decides.
    case undecided
}

/// The number of the event that made something true.
struct EventMark: Sendable, Equatable {
    let number: Int

    /// It isn't true yet.
    static let never = Self(number: .max)
}

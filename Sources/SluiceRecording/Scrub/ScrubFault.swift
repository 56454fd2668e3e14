/// Why a recording can't be written.
package enum ScrubFault: Error, Sendable, Equatable {
    /// A secret stands where no decoy can be put in its place.
    case unwritable
    /// A body of which nobody knows what in it is text, where content is to be masked.
    case unreadable
}

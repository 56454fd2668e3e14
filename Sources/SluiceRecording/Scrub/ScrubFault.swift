/// Why a recording can't be written.
package enum ScrubFault: Error, Sendable, Equatable {
    /// A secret stands where no decoy can be put in its place.
    case unwritable
}

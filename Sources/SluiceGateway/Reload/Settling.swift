package import NIOCore

/// Tells when something has changed and then stayed as it is for a while: the trailing edge of a change.
///
/// A file that is being written, or a folder whose files are exchanged one by one, changes again and again; only the
/// last change counts.
package struct Settling<Mark: Equatable> {
    private let time: TimeAmount
    private var known: Mark?
    private var last: Mark?
    private var since = NIODeadline.uptimeNanoseconds(0)

    /// Makes one.
    ///
    /// - Parameters:
    ///   - known: What was taken in already; nil: nothing was.
    ///   - time: For how long it has to stay as it is.
    package init(known: Mark?, for time: TimeAmount) {
        self.known = known
        self.time = time
        last = known
    }

    /// Looks at how it stands.
    ///
    /// - Returns: Whether it is something new that has stayed so for long enough; it is known from then on.
    package mutating func look(_ mark: Mark, at now: NIODeadline) -> Bool {
        guard mark == last else {
            last = mark
            since = now
            return false
        }
        guard mark != known, now - since >= time else { return false }
        known = mark
        return true
    }
}

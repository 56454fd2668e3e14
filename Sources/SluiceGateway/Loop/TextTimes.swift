import NIOCore
import SluicePipeline

/// How long texts of streamed answers were held, and how many characters at a time.
package struct TextTimes: Sendable {
    /// From the read that brought the first text of an answer to the first text that left.
    package private(set) var first = Histogram()
    /// How long each hold took.
    package private(set) var holds = Histogram()
    /// The most characters in each hold.
    package private(set) var heldCharacters = Histogram(.characters)

    /// Measures the texts of one answer.
    ///
    /// A hold begins with a read behind which text waits, and ends with one behind which none does: what waits and
    /// leaves within one read was not held.
    struct Watch {
        private enum FirstText {
            /// None has come; the time of the latest read.
            case awaited(NIODeadline)
            case held(NIODeadline)
            case left
        }

        private var firstText = FirstText.awaited(.distantPast)
        private var hold: (began: NIODeadline, most: Int)?

        /// Bytes of the answer have come and were not looked at.
        mutating func beginRead() {
            if case .awaited = firstText { firstText = .awaited(.now()) }
        }

        /// What may leave has left.
        @inline(__always)
        mutating func endRead(_ flow: TextFlow, _ times: inout TextTimes) {
            if case .left = firstText, flow.heldCharacters == 0, hold == nil { return }
            note(flow, &times)
        }

        /// The answer is over, whether all of it has left or not.
        mutating func end(_ times: inout TextTimes) {
            endHold(&times)
            firstText = .left
        }

        private mutating func note(_ flow: TextFlow, _ times: inout TextTimes) {
            switch firstText {
            case .awaited(let time) where flow.hasLeft, .held(let time) where flow.hasLeft:
                times.first.add(.now() - time)
                firstText = .left
            case .awaited(let time) where flow.hasBegun: firstText = .held(time)
            case .awaited, .held, .left: break
            }
            guard flow.heldCharacters > 0 else { return endHold(&times) }
            hold = (hold?.began ?? .now(), max(hold?.most ?? 0, flow.heldCharacters))
        }

        private mutating func endHold(_ times: inout TextTimes) {
            guard let ended = hold else { return }
            hold = nil
            times.holds.add(.now() - ended.began)
            times.heldCharacters.add(ended.most)
        }
    }

    /// Adds what another loop measured.
    mutating func add(_ other: TextTimes) {
        first.add(other.first)
        holds.add(other.holds)
        heldCharacters.add(other.heldCharacters)
    }
}

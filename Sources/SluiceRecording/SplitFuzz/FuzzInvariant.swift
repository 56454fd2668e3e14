/// What has to hold however a stream is cut.
package enum FuzzInvariant: String, Sendable, CaseIterable {
    /// A stream that no rule changes arrives byte for byte, whatever pieces it came in.
    case untouched = "untouched"
    /// The same bytes leave, whatever pieces the stream came in.
    case sameBytes = "same bytes"
    /// I1: the same hits, at the same places.
    case sameHits = "I1 same hits"
    /// I2: the same final text on every channel.
    case sameText = "I2 same text"
    /// I3: all that was sent is a beginning of the final text; nothing that is removed ever left.
    case prefix = "I3 prefix of the final text"
    /// I4: every event parses, and the stream ends as its dialect demands.
    case validProtocol = "I4 valid protocol"
    /// I5: no more text is held than the rules can need.
    case boundedHold = "I5 bounded hold"
    /// I6: the stream is decided as the whole answer is.
    case sameAsWhole = "I6 same as whole"
}

/// One broken invariant, with the fewest cuts that break it.
package struct FuzzFailure: Sendable, CustomStringConvertible {
    /// Where the cuts are made.
    package enum Layer: String, Sendable {
        /// In the bytes, at offsets of the body.
        case transport
        /// In the texts.
        case deltas
        /// Nowhere: the stream as it was recorded.
        case recorded
    }

    /// The exchange.
    package var exchange: String
    package var invariant: FuzzInvariant
    /// The cuts that break it.
    package var cut: FuzzCut
    /// What was seen: places, not the text itself.
    package var detail: String

    /// Where the cuts are made.
    package var layer: Layer { cut.layer }

    package var description: String {
        "\(exchange): \(invariant.rawValue), cut \(cut): \(detail)"
    }
}

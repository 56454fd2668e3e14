/// One broken invariant, with the fewest cuts that break it.
package struct FuzzFailure: Sendable, CustomStringConvertible {
    /// Where the cuts are made.
    package enum Layer: String, Sendable {
        /// In the bytes, at offsets of the body.
        case transport
        /// In the texts: `event:codePoint`.
        case deltas
        /// Nowhere: the stream as it was recorded.
        case recorded
    }

    /// The exchange.
    package var exchange: String
    package var invariant: FuzzInvariant
    package var layer: Layer
    /// The cuts, or the seed and number of the spread.
    package var cuts: String
    /// What was seen: places, not the text itself.
    package var detail: String

    package var description: String {
        "\(exchange): \(invariant.rawValue), \(layer.rawValue) cuts \(cuts): \(detail)"
    }
}

import SluicePipeline

/// Where an exchange stands until the relay has it.
///
/// Apart from its owner, since it is large, and most of the owner's life it isn't there. It is changed in place: what copies
/// it counts up some forty references.
final class ExchangePlace {
    var exchange: Exchange?

    init(_ exchange: Exchange) {
        self.exchange = exchange
    }
}

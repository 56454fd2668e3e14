/// How a stream is ended whose rest must not reach the client.
package enum EndingStyle: Sendable, Equatable {
    /// By the dialect's own grammar, as the provider's filter would; the client's SDK sees a finished answer.
    ///
    /// `refusalText` is told to the reader where the dialect has a place for it.
    case soft(refusalText: String?)
    /// By an error event; the client's SDK raises its error.
    case hard
}

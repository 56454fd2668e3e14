/// What a stage says to an exchange.
package enum Outcome: Sendable {
    /// It goes on to the next stage.
    case next
    /// The stage answers it; the stages above see the answer's head on its way back.
    case answer(Answer)
    /// The stage refuses it; the answer is made in the client's dialect.
    case refuse(Refusal)
}

/// What happened at one stop of the tour.
package struct SceneResult: Sendable {
    /// What the provider sent; without a status when it was never asked.
    package let sent: TimedAnswer
    /// What the client got.
    package let received: TimedAnswer
    /// The rules that hit: id, action and place.
    package let rules: [String]

    package init(sent: TimedAnswer, received: TimedAnswer, rules: [String]) {
        self.sent = sent
        self.received = received
        self.rules = rules
    }
}

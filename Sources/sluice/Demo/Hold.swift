/// How long text was held back on its way from the provider to the client.
package struct Hold: Equatable {
    /// The most characters that had been sent and not yet delivered.
    package let characters: Int
    /// The longest time that an event was on its way, in milliseconds.
    package let milliseconds: Int

    /// Compares what was sent with what was delivered.
    ///
    /// Events keep their order and their number, so that each is found again on the other side. Those that never
    /// arrived, because the stream was ended, don't count; neither does one that arrived before the next was sent: it
    /// was only on its way.
    package init(sent: [Transcript.Part], delivered: [Transcript.Part]) {
        var characters = 0
        var longest = Duration.zero
        for part in delivered {
            guard let index = sent.firstIndex(where: { $0.event == part.event }) else { continue }
            let waiting = sent[index...].prefix { $0.time < part.time }
            guard waiting.count > 1 || sent.count == 1 else { continue }
            longest = max(longest, part.time - sent[index].time)
            characters = max(characters, waiting.reduce(0) { $0 + $1.text.count })
        }
        self.characters = characters
        milliseconds = longest.milliseconds
    }
}

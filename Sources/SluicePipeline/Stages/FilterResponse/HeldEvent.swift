import SluiceRules
import SluiceWire

/// An event that waits for the decision on its texts, or is about to leave.
struct HeldEvent: Sendable {
    /// The part of a channel's running text that the event brought.
    struct Part: Sendable {
        /// The channel's index.
        var channel: Int
        /// The text's place in the channel.
        var range: Range<Int>
        /// The site that holds it; nil: the data as a whole, which is no JSON.
        var site: TextSite?

        /// Whether it says again what another text says, and goes with the member that holds it.
        var isMirror: Bool { site?.isMirror ?? false }
    }

    /// What changes in a text that stands for itself.
    struct Change: Sendable {
        var site: TextSite
        var edits: [TextEdit]
    }

    /// All bytes of the event.
    var bytes: [UInt8] = []
    /// The data in `bytes`; nil when there is none or when several lines make it up.
    var dataRange: Range<Int>?
    /// The data of several lines, joined.
    var joinedData: [UInt8]?
    /// The value of the `event` field in `bytes`.
    var name: Range<Int>?
    /// How its lines end.
    var lineEnding = LineEnding.lf
    /// Whether a blank line ended it.
    var isTerminated = true
    /// Whether it brought text that a reader sees: what comes before the first such event is preamble.
    var hasText = false
    /// Whether a comment or an unknown line of it was hit: such lines are left out.
    var losesOtherLines = false
    /// Whether its name was hit: the event goes on without one.
    var losesName = false
    /// Its parts of running texts.
    var parts: [Part] = []
    /// The characters of its parts, once it is kept.
    var characterCount = 0
    /// Its texts that stand for themselves and change.
    var changes: [Change] = []
    /// Where texts stand that were hit and go with the member that holds them.
    var mirrors: [Range<Int>] = []
    /// What was found in its texts that stand for themselves.
    var findings: [Finding] = []
    /// The block that one of its texts that stand for themselves met.
    var block: Finding?
    /// Whether it says the text of the whole stream again as token numbers.
    var hasTokens = false
    /// Whether it says the stream's usage and nothing else.
    var isUsageAlone = false
    /// Its number in the ledger; 0 when it was not counted there.
    var number = 0
}

@testable import SluiceMatching

/// How far one regex has come in a text.
struct PlainRegexState: Sendable {
    /// The offset before which every start is decided.
    var position = 0
    /// How often the engine gave up.
    var limits = 0
    /// Whether the engine gave up at `position` before all the text was there that its last word needs.
    var isStalled = false

    /// After this many times the pattern isn't searched any more in this text.
    static let mostLimits = 8

    /// Whether the pattern's `onLimit` decides the rest of the text.
    var isExhausted: Bool { limits >= Self.mostLimits }
}

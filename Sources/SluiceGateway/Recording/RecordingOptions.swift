/// What the configuration says about recordings under `record`.
package struct RecordingOptions: Sendable, Equatable {
    /// The folder that recordings go to.
    package var directory: String
    /// Recording ends when the files have so many bytes together.
    package var maximumBytes = 1 << 30
    /// Recording ends after so many exchanges.
    package var maximumExchanges = 1000
    /// Recording ends so long after the start.
    package var maximumAge = Duration.seconds(86_400)
    /// Header fields that are kept beside those that never say who asks.
    package var headers: [String] = []
    /// Which exchanges are recorded.
    package var filter = RecordingFilter()
}

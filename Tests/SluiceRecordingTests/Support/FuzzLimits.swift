import Foundation

/// How much the tests try: `SLUICE_FUZZ=all` tries every cut everywhere, `SLUICE_FUZZ_SEED` sets the seed.
enum FuzzLimits {
    static let isExhaustive = ProcessInfo.processInfo.environment["SLUICE_FUZZ"] == "all"
    static let seed =
        ProcessInfo.processInfo.environment["SLUICE_FUZZ_SEED"].flatMap(UInt64.init) ?? 20_261_121
    /// The most single cuts of an own stream, in each layer.
    static let cutsPerStream: Int? = isExhaustive ? nil : 60
    /// How often a stream is cut in many places at random, in each layer.
    static let randomRuns = isExhaustive ? 16 : 3
    /// The most single cuts of a recorded stream, in each layer.
    static let cutsPerRecording: Int? = isExhaustive ? nil : 30
    /// Of so many recorded exchanges one is taken for what costs much.
    static let recordingStride = isExhaustive ? 1 : 3
    /// How many strings with the same path the canary is put into.
    static let placesPerPath = isExhaustive ? 20 : 2
}

package import SluicePipeline

/// What came of reading everything again.
package struct ReloadOutcome: Sendable, Equatable {
    /// Why it was read.
    package enum Cause: String, CaseIterable, Sendable {
        /// SIGHUP.
        case signal
        /// The admin port was asked to.
        case request
        /// A file has changed.
        case watch
    }

    /// What has changed.
    package enum Result: String, CaseIterable, Sendable {
        /// New exchanges run by what was read.
        case replaced
        /// What was read is what was in force already.
        case unchanged
        /// What was read can't be used; nothing has changed.
        case failed
    }

    package var result: Result
    package var cause: Cause
    /// When it was done.
    package var time: Moment
    /// Of the rules in force now.
    package var digest: String
    /// The fields of the configuration that have changed and that only a restart takes over.
    package var needsRestart: [String] = []
    /// What is wrong, each with its place.
    package var complaints: [String] = []
}

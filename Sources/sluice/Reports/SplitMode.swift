import ArgumentParser

/// How texts and streams are cut by tests.
package enum SplitMode: String, CaseIterable, ExpressibleByArgument, Sendable {
    case none
    case quick
    case all
}

import ArgumentParser

/// How texts and streams are cut by tests.
enum SplitMode: String, CaseIterable, ExpressibleByArgument {
    case none
    case quick
    case all
}

import Testing

/// What a round of the engine's fuzzer is about.
enum FuzzKind: String, CaseIterable, CustomTestStringConvertible {
    /// Short texts made of what the patterns look for.
    case short
    /// Texts of 1 KB to 64 KB, mostly prose: what is long enough is sifted.
    case long
    /// Up to 2,000 keywords, shared by several patterns.
    case lists

    var testDescription: String { rawValue }

    /// The trials in every build.
    var usualTrials: Int {
        switch self {
        case .short: 1_000
        case .long: 45
        case .lists: 90
        }
    }

    /// The share of the trials that are asked for.
    var share: Double {
        switch self {
        case .short: 1
        case .long: 0.02
        case .lists: 0.1
        }
    }

    /// The texts that are tried with one selection.
    var textsPerSelection: Int {
        switch self {
        case .short: 12
        case .long: 5
        case .lists: 10
        }
    }

    /// The ways in which a text is cut.
    var cutsPerText: Int { 3 }
}

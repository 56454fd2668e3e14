internal import SluiceMatching

/// The names that rule files use, for the schema that editors read.
package enum RuleFields {
    /// The fields that a file may give all its rules.
    package static let inherited = RuleSetLoader.defaultFields
    /// The longest window that a rule may ask for, in code points.
    package static let maximumWindow = RuleReader.maximumWindow
    /// The values of `normalize` that have no options.
    package static let normalizers: [String] = RuleReader.normalizers.keys.sorted()
    /// The kinds of characters that `skip` leaves out.
    package static let skipped: [String] = Normalization.Skipped.allCases.map(\.rawValue)
    /// The most characters in a row that `skip` leaves out.
    package static let mostSkipped = Normalization.mostSkipped
    /// How far `near` may look, in code points.
    package static let nearbyLengths = RuleReader.nearbyLengths
    /// The values of `validate` that have no options.
    package static let validators: [String] = RuleReader.validators.keys.sorted()
}

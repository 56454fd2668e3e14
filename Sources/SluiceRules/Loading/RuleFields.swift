/// The names that rule files use, for the schema that editors read.
package enum RuleFields {
    /// The fields that a file may give all its rules.
    package static let inherited = RuleSetLoader.defaultFields
    /// The longest window that a rule may ask for, in code points.
    package static let maximumWindow = RuleReader.maximumWindow
    /// The values of `normalize`.
    package static let normalizers = RuleReader.normalizers.keys.sorted()
    /// The values of `validate` that have no options.
    package static let validators = RuleReader.validators.keys.sorted()
}

/// Which messages of a request a rule sees.
package enum RuleScope: String, CaseIterable, Sendable, Hashable {
    /// All of them.
    case all
    /// Those of the user and of tools that no assistant's turn follows and then another of the user or of tools.
    case new
}

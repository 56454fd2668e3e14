/// Whether a rule acts.
package enum RuleState: String, CaseIterable, Sendable, Hashable {
    /// Not searched for. Its examples are still proven.
    case off
    /// Searched for and recorded; nothing else happens.
    case shadow
    /// Searched for and carried out.
    case enforce
}

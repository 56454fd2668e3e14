package import SluiceRules

/// A member of the team, or a program of theirs: who they are and what they may.
package final class Client: Sendable {
    /// A key of a client.
    package struct Key: Sendable {
        /// All that is kept of it.
        package var digest: KeyDigest
        /// The date on which it was made, as the file has it.
        package var created: String?
        /// From when on it isn't taken any more; nil: never.
        package var expires: Moment?
        /// The line of the file that it stands in.
        package var line: Int

        package init(digest: KeyDigest, created: String? = nil, expires: Moment? = nil, line: Int) {
            self.digest = digest
            self.created = created
            self.expires = expires
            self.line = line
        }
    }

    /// What a clients' file says of a client.
    package struct Terms: Sendable {
        /// The keys; a client without any can't come in.
        package var keys: [Key] = []
        /// The paths of the routes that it may use; nil: all.
        package var routes: [String]?
        /// Globs over the models that it may use; nil: all.
        package var models: [String]?
        /// The index of the level that its requests never go below.
        package var floor = 0
        /// What it changes about the rules, beside what the route does.
        package var rules = RuleOverrides.none
        /// Limits in place of those of the chain.
        package var limits = RequestLimits()
        /// From when on none of its keys is taken any more; nil: never.
        package var expires: Moment?
        /// Words for the logs.
        package var tags: [String] = []

        package init() {}
    }

    /// The name in the file, logs and metrics.
    package let name: String
    /// What it may.
    package let terms: Terms

    package init(name: String, terms: Terms) {
        self.name = name
        self.terms = terms
    }

    /// Whether it may use a model.
    func mayUse(model: String) -> Bool {
        terms.models?.contains { Glob.matches($0, model) } ?? true
    }
}

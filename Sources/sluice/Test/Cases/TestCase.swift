package import SluiceRules

/// One expectation of a `*.case.yaml`: what has to become of an exchange.
package struct TestCase: Sendable {
    /// What is run.
    package enum Subject: Sendable {
        /// The recording at a path; the node says where it is named.
        case recording(String, ConfigNode)
        case chat(ChatScene)
    }

    /// A value that is expected, and where that is written.
    package struct Expected<Value: Sendable>: Sendable {
        package let value: Value
        package let node: ConfigNode
    }

    /// A hit that has to be there; what is nil doesn't matter.
    package struct Hit: Sendable {
        /// An id, or a glob over ids.
        package let rule: String
        package let target: String?
        package let action: String?
        package let isShadow: Bool?
    }

    package var name: String
    package var subject: Subject
    /// The index of the level; nil: the highest.
    package var level: Int?
    package var outcome: Expected<ReplayOutcome.Verdict>?
    package var hits: [Expected<Hit>] = []
    /// The list of hits.
    var hitList: ConfigNode?
    /// Ids, or globs over ids, that may not hit.
    package var noHits: [Expected<String>] = []
    /// Texts that the client's answer has to hold.
    package var contains: [Expected<String>] = []
    /// Texts that it may not hold.
    package var lacks: [Expected<String>] = []
    package var finish: Expected<String>?
    /// How the stream is cut; nil: as the command line says.
    var split: SplitMode?
    /// The expectations of a case that has none yet; nil for one that has.
    var emptyExpectation: ConfigNode?
    /// Where the case begins.
    package var node: ConfigNode
}

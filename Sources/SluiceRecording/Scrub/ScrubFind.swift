/// A secret in a text, and every rule that takes it, or a part of it, for one.
struct ScrubFind {
    /// A rule of a set and the place where it hits.
    struct Mark {
        var set: Int
        var rule: Int
        var span: Range<Int>
    }

    /// Where the secret stands.
    var span: Range<Int>
    /// What hits there: the rule that found it comes first.
    var marks: [Mark]
}

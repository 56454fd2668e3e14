/// What reading a regex has shown.
///
/// All offsets are bytes of the regex as it was read.
struct RegexFacts {
    /// A construct that makes a stream's decision depend on where the text was cut.
    struct Refusal: Equatable {
        var construct: String
        var offset: Int
        /// Why it can't be decided in a stream; half a sentence that begins with "it".
        var reason: String
    }

    /// A stretch of the regex that becomes another one because the text it is compared with is normalised.
    struct Edit: Equatable {
        var range: Range<Int>
        var replacement: [UInt8]
    }

    /// The whole regex's extent.
    var extent = RegexExtent.empty
    /// The whole regex's structure.
    var shape = RegexShape.opaque
    /// The length of each lookbehind; `nil` where it isn't understood.
    var lookbehinds: [Int?] = []
    /// What has to be refused.
    var refusals: [Refusal] = []
    /// Assertions of the text's very end, which a cap would make true inside the text.
    var endAssertions: [Refusal] = []
    /// Literals that normalisation changes, in order.
    var edits: [Edit] = []
    /// Repeats without bound, ordered by their ends, with a bounded form of each.
    var hints: [RewriteHint] = []

    /// The literals one of which every match begins with, ASCII in lower case, sorted; `nil` if there are none.
    ///
    /// At most 64, each of at least 2 bytes.
    var prefixLiterals: [[UInt8]]? { RegexPrefix.literals(of: shape) }
}

/// What reading a regex has shown.
struct RegexFacts {
    /// A construct that makes a stream's decision depend on where the text was cut.
    struct Refusal: Equatable {
        var construct: String
        var offset: Int
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
}

extension PatternSet {
    /// Parts of texts that are likely to cost a pattern much, always the same ones at most about 40 for each of its parts.
    ///
    /// They are made from the pattern alone: beginnings of matches, what its repeats repeat, matches that lack their end.
    package func lures(for pattern: Int) -> [Lure] {
        patterns[pattern].parts.flatMap { part in
            switch part.subject {
            case .regex(let program):
                let source = program.source
                return RegexLures(
                    of: RegexReader.looseShape(of: source.bytes, isCaseless: source.isCaseless)
                ).lures
            case .keywords(let keywords, _):
                return KeywordLures(of: keywords).lures
            }
        }
    }
}

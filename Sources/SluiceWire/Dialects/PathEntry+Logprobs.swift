extension [PathEntry] {
    /// Log probabilities: the tokens of a text and, beside each, others that the model might have chosen.
    ///
    /// The tokens of a list are one text, and so are their bytes; every other string is a text of its own. A hit takes out
    /// the member. In a stream nothing waits for them: a hit over several events takes out those that end it.
    ///
    /// - Parameters:
    ///   - lists: Where the lists of tokens stand below the path, `.content[]`.
    ///   - kind: `piece` where the next event continues the list.
    static func logprobs(
        _ path: String, lists: [String], _ target: Target, _ kind: SiteKind = .whole, major: String? = nil,
        minor: String? = nil
    ) -> Self {
        let member: Self = .tokenNumbers(path, target, major: major)
        let tokens = lists.flatMap { list -> Self in
            let token = path + list
            let others = token + ".top_logprobs[]"
            return [
                .text(
                    token + ".token", target, kind, major: major, minor: minor, channel: token + ".token"
                ).mirror.part,
                .bytes(
                    token + ".bytes", target, kind, major: major, minor: minor, channel: token + ".bytes"
                ).mirror.part,
                .bytes(others + ".bytes", target).mirror,
            ] + .opaque(token + ".logprob", others + ".logprob")
        }
        return member + tokens
    }

    /// A text in token numbers, which go with it; what else stands there is read.
    static func tokenNumbers(_ path: String, _ target: Target = .responseOther, major: String? = nil) -> Self
    {
        [.droppable(path, major: major), .text(path, target).mirror, .subtree(path, target).mirror]
    }
}

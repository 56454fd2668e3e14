/// The dialects that Sluice knows, by the path of the request.
package enum DialectRegistry {
    /// One line per dialect: the last steps of the paths that speak it.
    ///
    /// Only the end counts, since relays put all kinds of things before it (`/openai/deployments/x/chat/completions`,
    /// `/api/v1/chat/completions`) and clients double or leave out `/v1`. The first line that fits counts.
    private static let known: [(paths: [PathPattern], dialect: any Dialect)] = [
        (patterns("openai/deployments/*/chat/completions"), ChatCompletions(isAzure: true)),
        (patterns("chat/completions"), ChatCompletions()),
        (patterns("completions"), Completions()),
        (patterns("v1/messages", "v1/messages/count_tokens"), AnthropicMessages()),
        (
            patterns(
                "responses", "responses/*", "responses/*/input_items", "responses/*/cancel",
                "responses/*/compact"),
            Responses()
        ),
        (patterns("*:streamGenerateContent"), Gemini(streamsArray: true)),
        (
            patterns("*:generateContent", "*:countTokens", "*:embedContent", "*:batchEmbedContents"),
            Gemini()
        ),
        (
            patterns(
                "v1/messages/batches", "v1/messages/batches/*", "v1/messages/batches/*/results",
                "v1/messages/batches/*/cancel"), PlainDialect.messageBatches
        ),
        (patterns("embeddings"), PlainDialect.embeddings),
        (patterns("moderations"), PlainDialect.moderations),
        (patterns("images/generations", "images/edits", "images/variations"), PlainDialect.images),
        (patterns("audio/speech"), PlainDialect.speech),
        (patterns("audio/transcriptions", "audio/translations"), PlainDialect.transcription),
        (patterns("v1/files", "v1/files/*", "v1/files/*/content"), PlainDialect.files),
        (patterns("v1/batches", "v1/batches/*", "v1/batches/*/cancel"), PlainDialect.batches),
        (patterns("api/chat"), Ollama(.chat)),
        (patterns("api/generate"), Ollama(.generate)),
    ]

    private static let generic = GenericDialect()

    /// The dialect of a path, the route's prefix stripped; the generic one for every path that isn't known.
    ///
    /// - Parameter path: A path as in the request line; a query is left out of account.
    package static func dialect(forPath path: String) -> any Dialect {
        let steps = PathPattern.steps(of: path)
        for (paths, dialect) in known where paths.contains(where: { $0.matches(endOf: steps) }) {
            return dialect
        }
        return generic
    }

    private static func patterns(_ patterns: String...) -> [PathPattern] {
        patterns.map(PathPattern.init)
    }
}

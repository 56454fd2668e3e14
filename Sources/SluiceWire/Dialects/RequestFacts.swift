/// What a dialect noted of the request.
package struct RequestFacts: Sendable, Equatable {
    /// Whether a stream was asked for.
    package internal(set) var isStream = false
    /// Whether the usage was asked for as the stream's last event (`stream_options.include_usage`).
    package internal(set) var wantsUsage = false
    /// Whether the answer must be JSON, so that prose in it breaks the client.
    package internal(set) var isStructured = false
    /// Whether the prompt, or a part of it, is given as token numbers, which nobody can inspect.
    package internal(set) var hasTokenPrompt = false
    /// Whether it refers to text that the provider keeps: an earlier response, a conversation, a cache.
    package internal(set) var hasServerState = false

    /// Nothing is known.
    package init() {}
}

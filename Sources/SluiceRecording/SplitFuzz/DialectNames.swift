import SluiceWire

/// The names of the dialects whose streams are followed, and whose whole answers are made, here.
///
/// To make a dialect is to make its tables, so each is asked for its name once.
enum DialectNames {
    static let chat = ChatCompletions().name
    static let completions = Completions().name
    static let messages = AnthropicMessages().name
    static let responses = Responses().name
    static let gemini = Gemini().name
    static let ollamaChat = Ollama(.chat).name
}

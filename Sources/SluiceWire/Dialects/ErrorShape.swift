/// In whose words errors are told by dialects that have none of their own.
enum ErrorShape: Sendable {
    case openAI
    case anthropic
    case google
    case ollama

    private static let messages = AnthropicMessages()
    private static let gemini = Gemini()
    private static let chat = Ollama(.chat)

    /// The shape that clients of a path expect.
    init(of path: PathSteps) {
        if path.contains("v1beta", "v1alpha", "v1beta1", "google") {
            self = .google
        } else if path.isStep(0, "api".utf8.span), !path.contains("v1") {
            self = .ollama
        } else {
            self = .openAI
        }
    }

    /// The body of an error answer.
    func body(_ notice: Notice) -> [UInt8] {
        switch self {
        case .openAI: OpenAIError.body(notice)
        case .anthropic: Self.messages.errorBody(notice)
        case .google: Self.gemini.errorBody(notice)
        case .ollama: Self.chat.errorBody(notice)
        }
    }

    /// Where the texts of such a body stand.
    var table: PathTable {
        switch self {
        case .openAI: OpenAIError.table
        case .anthropic: Self.messages.errorAnswer
        case .google: Self.gemini.errorAnswer
        case .ollama: Self.chat.errorAnswer
        }
    }

    /// The error object in an answer or an event.
    var entries: [PathEntry] {
        switch self {
        case .openAI: OpenAIError.entries
        case .anthropic: AnthropicMessages.errorEntries
        case .google: Gemini.errorEntries
        case .ollama: Ollama.errorEntries
        }
    }
}

/// The kind of a text: what rules name to say where they apply.
///
/// The raw values are the names used in rule files.
package enum Target: String, CaseIterable, Sendable, Hashable {
    case requestSystem = "request.system"
    case requestUser = "request.user"
    case requestAssistant = "request.assistant"
    case requestTools = "request.tools"
    case requestToolArguments = "request.tool_arguments"
    case requestToolResults = "request.tool_results"
    /// Strings of a request that no dialect names.
    case requestOther = "request.other"
    case responseText = "response.text"
    case responseReasoning = "response.reasoning"
    case responseRefusal = "response.refusal"
    case responseToolArguments = "response.tool_arguments"
    /// Strings of a response that no dialect names.
    case responseOther = "response.other"
}

extension Target {
    /// The two directions of an exchange.
    package enum Side: Sendable, Hashable {
        case request
        case response

        /// The target of strings that no dialect names.
        package var other: Target {
            switch self {
            case .request: .requestOther
            case .response: .responseOther
            }
        }
    }

    /// The direction in which texts of this kind travel.
    package var side: Side {
        switch self {
        case .requestSystem, .requestUser, .requestAssistant, .requestTools, .requestToolArguments,
            .requestToolResults, .requestOther:
            .request
        case .responseText, .responseReasoning, .responseRefusal, .responseToolArguments, .responseOther:
            .response
        }
    }
}

import SluiceWire

extension Refusal {
    /// The refusal of a prompt that nobody can read.
    static let tokenPrompt = Refusal(
        .tokenPromptRefused,
        "A prompt given as token numbers can't be inspected; send it as text. \(option("token_prompts: pass"))"
    )

    /// The refusal of a reference to text that isn't in the request.
    static let serverState = Refusal(
        .storedTextRefused,
        "This route takes no reference to text that the provider keeps; send the conversation itself. \(option("server_state: pass"))"
    )

    /// The refusal of an endpoint that no table describes.
    static let unknownEndpoint = Refusal(
        .unknownEndpoint,
        "This filter doesn't know the endpoint, so it can't tell what is said there; check the base URL. \(option("unknown_endpoint: inspect"))"
    )

    /// The refusal of a body of a type that the endpoint doesn't take, or of more types or another charset than one
    /// reader knows.
    static let mediaType = Refusal(
        .unsupportedMediaType,
        "A body of this type can't be inspected; send JSON, a form or text, in UTF-8.")

    /// The refusal of an endpoint by its name.
    init(endpoint reason: String) {
        self.init(.endpointRefused, "\(reason) \(Self.option("unknown_endpoint: inspect"))")
    }

    /// The refusal of a connection that no filter reads.
    static let realtime = Refusal(
        .realtimeRefused,
        "Realtime sessions and WebSockets run past the filter; use an endpoint that answers over HTTP. \(option("realtime: pass"))"
    )

    /// The refusal of a method that an endpoint doesn't have.
    init(methods: [String]) {
        let list = methods.joined(separator: ", ")
        self.init(
            .methodNotAllowed,
            "This endpoint doesn't take the request's method, but \(list). \(Self.option("unknown_endpoint: inspect"))"
        )
    }

    /// Where the operator of the route may decide otherwise.
    private static func option(_ option: String) -> String {
        "The operator may allow it: `\(option)` in `filter_request`."
    }

    /// The refusal of a list of requests with a line that two parsers could read in two ways.
    static let brokenLine = Refusal(.invalidJSON, "A line of the file is not valid JSON.")

    /// The refusal of a body that is no JSON that every parser reads alike.
    init(_ error: JSONError) {
        self.init(
            .invalidJSON, "The body is not valid JSON: \(error.reason.rawValue) at byte \(error.offset).")
    }

    /// The refusal of a form that two parsers could read in two ways.
    init(_ error: FormError) {
        self.init(
            .badRequest, "The form can't be read safely: \(error.reason.rawValue) at byte \(error.offset).")
    }
}

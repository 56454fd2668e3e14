import SluiceWire

extension Refusal {
    /// The refusal of a prompt that nobody can read.
    static let tokenPrompt = Refusal(
        .badRequest, "A prompt given as token numbers can't be inspected; send it as text.")

    /// The refusal of a reference to text that isn't in the request.
    static let serverState = Refusal(
        .badRequest,
        "This route takes no reference to text that the provider keeps; send the conversation itself.")

    /// The refusal of a body that no table describes.
    static let unknownEndpoint = Refusal(
        .routeNotFound,
        "This route only takes requests for endpoints that its filter knows; ask its operator to allow this one."
    )

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

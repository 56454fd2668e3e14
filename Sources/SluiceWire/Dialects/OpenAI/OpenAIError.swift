/// The error object of the OpenAI family, `{"error":{"message","type","param","code"}}`.
enum OpenAIError {
    /// The body of an error answer.
    ///
    /// A filtered request names the parameter `prompt`, as Azure does.
    static func body(_ notice: Notice) -> [UInt8] {
        let param = notice.param ?? (notice.code == "content_filter" ? "prompt" : nil)
        return object(notice, type: ErrorType.openAI(notice.status), param: param)
    }

    /// The body of Azure's answer to a prompt that its policy filters.
    static func azureBody(_ notice: Notice) -> [UInt8] {
        var body: [UInt8] = []
        body.append("{\"error\":{\"message\":")
        body.append(string: notice.message)
        body.append(",\"type\":null,\"param\":\"prompt\",\"code\":")
        body.append(string: notice.code)
        body.append(",\"status\":400,\"innererror\":{\"code\":\"ResponsibleAIPolicyViolation\",")
        body.append("\"content_filter_result\":{}}}}")
        return body
    }

    /// The data of an error event.
    static func event(_ notice: Notice) -> [UInt8] {
        object(notice, type: ErrorType.common(notice.status), param: nil)
    }

    private static func object(_ notice: Notice, type: StaticString, param: String?) -> [UInt8] {
        var body: [UInt8] = []
        body.append("{\"error\":{\"message\":")
        body.append(string: notice.message)
        body.append(",\"type\":\"")
        body.append(type)
        body.append("\",\"param\":")
        body.append(string: param)
        body.append(",\"code\":")
        body.append(string: notice.code)
        body.append("}}")
        return body
    }

    /// Where the texts of such a body stand.
    static let table = PathTable(side: .response, entries)

    /// The error object in an answer or an event.
    static let entries: [PathEntry] =
        [
            .value(.error, "error"),
            .text("error", .responseOther),
            .text("error.message", .responseOther),
            .text("error.param", .responseOther),
            .text("error.code", .responseOther),
            .subtree("error.metadata", .responseOther),
        ]
        + .opaque(below: "error.", "type", "status", "innererror.code")
        + ChatCompletions.filterResults(below: "error.innererror.content_filter_result.")
}

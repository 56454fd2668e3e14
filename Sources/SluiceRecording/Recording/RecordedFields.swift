internal import SluicePipeline

/// What a recording keeps of header fields.
enum RecordedFields {
    /// The fields whose values say what a message is, and nothing of who sent it.
    private static let kept: Set<String> = [
        "accept", "anthropic-beta", "anthropic-version", "cache-control", "content-type", "date",
        "openai-beta",
        "openai-version", "retry-after", "user-agent", "vary", "x-moderation-level", "x-should-retry",
    ]
    private static let keptPrefixes = [
        "x-stainless-", "x-ratelimit-", "anthropic-ratelimit-", "access-control-",
    ]

    /// The fields, with the values of all others replaced: the same value by the same number.
    ///
    /// - Parameter more: Names, in lower case, of further fields that are kept.
    static func scrubbed(_ fields: HeaderFields, keeping more: Set<String> = []) -> HeaderFields {
        var numbers: [String: Int] = [:]
        return HeaderFields(
            fields.fields.map { field in
                let name = field.name.lowercased()
                guard !kept.contains(name), !more.contains(name), !field.value.contains("«redacted:"),
                    !keptPrefixes.contains(where: name.hasPrefix)
                else {
                    return field
                }
                let number = numbers[field.value] ?? numbers.count + 1
                numbers[field.value] = number
                let scheme = field.value.hasPrefix("Bearer ") ? "Bearer " : ""
                return HeaderFields.Field(name: field.name, value: scheme + "«redacted:\(number)»")
            })
    }
}

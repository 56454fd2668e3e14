/// The members whose raw value a dialect needs besides the texts: for endings and the ledger.
package enum ValueName: Sendable, Hashable {
    case id
    case model
    case created
    case object
    case systemFingerprint
    case choice
    case finishReason
    case role
    case content
    case refusal
    case toolCall
    case blockIndex
    case blockType
    case eventType
    case deltaType
    case stopReason
    case usage
    case inputTokens
    case outputTokens
    case error
    case stream
    case includeUsage
    case responseFormat
    case prompt
}

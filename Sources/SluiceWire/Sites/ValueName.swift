/// The members whose raw value a dialect needs besides the texts: for endings and the ledger.
package enum ValueName: Sendable, Hashable {
    case id
    case model
    case created
    case object
    case choice
    case finishReason
    case toolCall
    case toolName
    case blockIndex
    case eventType
    case sequenceNumber
    case outputIndex
    case partIndex
    case partType
    case item
    case itemID
    case itemType
    case stopReason
    case usage
    case inputTokens
    case outputTokens
    case error
    case stream
    case includeUsage
    case responseFormat
    case prompt
    case contextTokens
    case serverState
    case inputType
}

import SluiceWire

/// How the body of a request is read, by its label and its first bytes.
enum RequestReading: Sendable {
    case json
    /// With the `Content-Type` that has the boundary.
    case multipart(String)
    case urlEncoded
    /// As one text.
    case text
    /// Not at all: it goes on as it is.
    case unread
    /// Not at all: it doesn't go on.
    case refused
}

extension Exchange {
    /// How the body is to be read.
    var requestReading: RequestReading {
        let type = request.fields[.contentType]
        guard type == nil || request.fields.single(.contentType) != nil,
            MediaType.isUnambiguous(type ?? "")
        else { return .refused }
        let isDescribed = endpoint.standing == .described
        let startsLikeJSON = ASCII.startsLikeJSON(body)
        switch MediaType(type).family {
        case .multipart: return .multipart(type ?? "")
        case .urlEncoded where !startsLikeJSON: return .urlEncoded
        case .json: return .json
        case .binary where isDescribed && !startsLikeJSON: return .refused
        case .binary where !isDescribed && !(startsLikeJSON && UTF8Repair.isValid(body.span)): return .unread
        // A type that says little: JSON if it looks like it, else text, else refused.
        default: return startsLikeJSON ? .json : UTF8Repair.isValid(body.span) ? .text : .refused
        }
    }
}

package import SluiceWire

/// What is known of the top-level members of a request's body.
enum BodyMembers: Sendable {
    /// The body hasn't been read since it last changed.
    case unread
    /// It was read: nil for a body that is no JSON object.
    case read(JSONMembers?)
}

extension Exchange {
    /// The top-level members of the body, read once for all stages; nil when the body is no JSON object.
    ///
    /// A body that begins like a JSON object is read as one whatever its type says.
    ///
    /// - Throws: `invalid_json` when it should be JSON and isn't.
    package mutating func members() throws(Refusal) -> JSONMembers? {
        if case .read(let members) = bodyMembers { return members }
        let members = try readMembers()
        bodyMembers = .read(members)
        return members
    }

    private func readMembers() throws(Refusal) -> JSONMembers? {
        guard let first = body.first(where: { !ASCII.isBlank($0) && $0 != 0x0A && $0 != 0x0D }) else {
            return nil
        }
        let family = MediaType(request.fields[.contentType]).family
        guard first == UInt8(ascii: "{") || family == .json else { return nil }
        do throws(JSONError) {
            let members = try JSONMembers(body)
            return members.isObject ? members : nil
        } catch {
            switch family {
            case .json, .unknown, .lines: throw Refusal(error)
            default: return nil
            }
        }
    }
}

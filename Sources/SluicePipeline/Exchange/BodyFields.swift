import SluiceWire

/// The fields at the top of a request's body, by name.
enum BodyFields: Sendable {
    /// The body has no such fields: it is empty, a list, audio, plain text.
    case none
    /// The members of a JSON object.
    case object(JSONMembers)
    /// The fields of a form.
    case form(FormFields)

    /// Reads a body; one that begins like a JSON object is read as one whatever its type says.
    ///
    /// - Throws: `invalid_json` for what should be JSON and isn't, `bad_request` for a form that can't be read safely.
    init(_ body: [UInt8], contentType: String?) throws(Refusal) {
        self = .none
        guard let first = ASCII.firstVisible(of: body) else { return }
        let beginsObject = first == UInt8(ascii: "{")
        do throws(JSONError) {
            if beginsObject {
                self = .object(try JSONMembers(body))
                return
            }
        } catch {
            // Text and forms may begin with a brace.
            if MediaType(contentType).mayBeJSON { throw Refusal(error) }
        }
        try self.init(body, ofFamily: MediaType(contentType).family, contentType: contentType ?? "")
    }

    /// Reads a body that is no JSON object.
    private init(_ body: [UInt8], ofFamily family: MediaType.Family, contentType: String) throws(Refusal) {
        self = .none
        do throws(JSONError) {
            if family == .json { _ = try JSONMembers(body) }
        } catch {
            throw Refusal(error)
        }
        do throws(FormError) {
            switch family {
            case .multipart: self = .form(try FormFields(multipart: body, contentType: contentType))
            case .urlEncoded: self = .form(try FormFields(urlEncoded: body))
            default: break
            }
        } catch {
            throw Refusal(error)
        }
    }
}

extension MediaType {
    /// Whether a body of this type that begins like JSON has to be JSON.
    var mayBeJSON: Bool {
        switch family {
        case .json, .lines, .unknown: true
        default: false
        }
    }
}

extension Exchange {
    /// The fields at the top of the body, read once for all stages as long as the body stays as it is.
    mutating func bodyFields() throws(Refusal) -> BodyFields {
        if let readFields { return readFields }
        let fields = try BodyFields(body, contentType: request.fields[.contentType])
        readFields = fields
        return fields
    }
}

import SluiceWire

/// Whether a stream's usage is asked for on the client's behalf.
package enum UsageRequest: Sendable {
    /// Nobody counts tokens.
    case none
    /// Tokens are counted: the usage is asked for if the client didn't.
    case wanted
    /// It was asked for; the event that comes of it is not for the client.
    case added
}

extension Exchange {
    /// Asks for a stream's usage, `stream_options.include_usage`, where the client didn't and the dialect has it.
    ///
    /// Whatever else the body says stays byte for byte as it is.
    mutating func askForUsage() {
        guard usageRequest == .wanted, ledger.request.isStream, !ledger.request.wantsUsage,
            dialect.streamsUsageOnRequest
        else { return }
        guard case .object(let object)? = try? bodyFields(), let edited = object.askingForUsage() else {
            return
        }
        body = edited
        usageRequest = .added
    }
}

extension JSONMembers {
    /// The object with `"include_usage":true` in its `stream_options`; nil when those are no object.
    fileprivate func askingForUsage() -> [UInt8]? {
        let options = members.first { $0.key.elementsEqual("stream_options".utf8) }
        guard let options, options.kind != .null else {
            let rest = options.flatMap { options in
                members.firstIndex { $0.value == options.value }.map { removing([$0]) }
            }
            return Self.inserting(
                "\"stream_options\":{\"include_usage\":true}", into: rest ?? payload,
                isEmpty: members.count == (options == nil ? 0 : 1))
        }
        guard let inner = try? JSONMembers(Array(payload[options.value])), inner.isObject else { return nil }
        let kept = inner.removing(
            inner.members.indices.filter { inner.members[$0].key.elementsEqual("include_usage".utf8) })
        let isEmpty = inner.members.allSatisfy { $0.key.elementsEqual("include_usage".utf8) }
        guard let edited = Self.inserting("\"include_usage\":true", into: kept, isEmpty: isEmpty) else {
            return nil
        }
        return Array(payload[..<options.value.lowerBound]) + edited
            + Array(payload[options.value.upperBound...])
    }

    private static func inserting(_ member: StaticString, into object: [UInt8], isEmpty: Bool) -> [UInt8]? {
        guard let brace = object.firstIndex(of: UInt8(ascii: "{")) else { return nil }
        var edited = Array(object[...brace])
        edited += Array(member.description.utf8)
        if !isEmpty { edited.append(UInt8(ascii: ",")) }
        edited += object[(brace + 1)...]
        return edited
    }
}

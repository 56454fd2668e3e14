import Glibc
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
        guard let edited = askingForUsage() else { return }
        body = edited
        usageRequest = .added
    }

    /// The body with the question; nil when there is no place for it.
    private mutating func askingForUsage() -> [UInt8]? {
        // A body that nowhere names the options need not be read again.
        if JSONMembers.lacksOptions(body) {
            return JSONMembers.inserting(JSONMembers.options, into: body, isEmpty: false)
        }
        guard case .object(let object)? = try? bodyFields() else { return nil }
        return object.askingForUsage()
    }
}

extension JSONMembers {
    fileprivate static let options: StaticString = "\"stream_options\":{\"include_usage\":true}"

    /// Whether a JSON text is an object in which the options' name stands nowhere, in whatever spelling.
    ///
    /// Why it exists: to read the members costs as much as all else that is done for a limit. Why it is safe: only an
    /// escape can spell a letter differently, and a text with one is read.
    fileprivate static func lacksOptions(_ body: [UInt8]) -> Bool {
        guard ASCII.firstVisible(of: body) == UInt8(ascii: "{") else { return false }
        return body.withUnsafeBytes { body in
            !has("\\u", around: 0, in: body) && !has("stream_options", around: 6, in: body)
        }
    }

    /// Whether a text stands somewhere in a body.
    ///
    /// - Parameter rare: The place in it of a byte that few bodies have; only around that one it is compared.
    private static func has(
        _ text: StaticString, around rare: Int, in body: UnsafeRawBufferPointer
    ) -> Bool {
        guard let start = body.baseAddress, body.count >= text.utf8CodeUnitCount else { return false }
        let end = start + body.count - (text.utf8CodeUnitCount - rare - 1)
        var place = start + rare
        while let found = memchr(place, Int32(text.utf8Start[rare]), end - place) {
            let first = UnsafeRawPointer(found) - rare
            if memcmp(first, text.utf8Start, text.utf8CodeUnitCount) == 0 { return true }
            place = UnsafeRawPointer(found) + 1
        }
        return false
    }

    /// The object with `"include_usage":true` in its `stream_options`; nil when those are no object.
    fileprivate func askingForUsage() -> [UInt8]? {
        let options = members.first { $0.key.elementsEqual("stream_options".utf8) }
        guard let options, options.kind != .null else {
            let rest = options.flatMap { options in
                members.firstIndex { $0.value == options.value }.map { removing([$0]) }
            }
            return Self.inserting(
                Self.options, into: rest ?? payload,
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

    fileprivate static func inserting(_ member: StaticString, into object: [UInt8], isEmpty: Bool) -> [UInt8]?
    {
        guard let brace = object.firstIndex(of: UInt8(ascii: "{")) else { return nil }
        var edited = Array(object[...brace])
        edited += Array(member.description.utf8)
        if !isEmpty { edited.append(UInt8(ascii: ",")) }
        edited += object[(brace + 1)...]
        return edited
    }
}

package import SluiceRules

/// Lets pages of other origins use the API from a browser (Fetch standard, section 3.3).
///
/// A preflight is answered here with 204 and never forwarded. A page of an origin that isn't listed gets the same 204
/// and, later, the same answers, but without `Access-Control-Allow-Origin`, which is what makes its browser withhold
/// them. Every answer on its way back carries the fields, Sluice's own errors too, so that a page can read why it was
/// refused; an upstream's own CORS fields are dropped. An `OPTIONS` that is no preflight is a request like any other
/// and goes on.
///
/// Security: CORS tells a browser which pages may *read* answers. It is no access control: programs ignore it, and a
/// page may send a request without custom fields, such as a form, whatever is listed here. Keep `credentials` off
/// unless cookies are really used. `null` is the origin of every sandboxed frame and of every local file.
package struct CORS: Stage {
    package static let name = "cors"

    /// The origins whose pages may read answers.
    enum Origins: Sendable, Equatable {
        /// Every page of every site: `*`.
        case any
        /// These, compared byte by byte with what the browser sends.
        case listed([String])
    }

    /// The request fields that a preflight allows.
    enum Headers: Sendable, Equatable {
        /// Those it asks for; `*` wouldn't do, since it doesn't cover `Authorization`.
        case echo
        /// These, ready as a list.
        case listed(String)
    }

    /// The origins whose pages may read answers; required.
    let origins: Origins
    /// Whether cookies and client certificates may be sent along; off by default, impossible with `*`.
    let allowsCredentials: Bool
    /// The methods that a preflight allows, as a list: by default all that an API may have.
    let methods: String
    /// The request fields that a preflight allows: by default those it asks for.
    let headers: Headers
    /// For how many seconds a browser may keep a preflight's result; nil leaves it to the browser (5 seconds).
    let maxAge: String?
    /// The response fields that a page may read beside the safelisted ones, as a list.
    let exposed: String?
    /// Whether pages of public sites may use a Sluice in a private network; off by default.
    let allowsPrivateNetwork: Bool

    package init?(options: ConfigNode?, _ diagnostics: Diagnostics) {
        guard let options = CORSOptions(options, diagnostics) else { return nil }
        origins = options.origins
        allowsCredentials = options.allowsCredentials
        methods = options.methods
        headers = options.headers
        maxAge = options.maxAge
        exposed = options.exposed
        allowsPrivateNetwork = options.allowsPrivateNetwork
    }

    package func admit(_ exchange: inout Exchange) -> Outcome {
        guard exchange.received.method == "OPTIONS", exchange.received.fields.contains(.origin),
            exchange.received.fields.contains(.accessControlRequestMethod)
        else { return .next }
        let fields = preflight(exchange.received.fields)
        return .answer(Answer(head: ResponseHead(status: 204, fields: fields, isOwn: true)))
    }

    package func respond(_ head: inout ResponseHead, _ exchange: inout Exchange) {
        head.fields.remove(Self.ownedByThisStage)
        if case .listed = origins { head.fields.insert(.origin, intoList: .vary) }
        guard let origin = origin(allowedFor: exchange.received.fields) else { return }
        allow(origin, in: &head.fields)
        if let exposed { head.fields.append(.accessControlExposeHeaders, exposed) }
    }

    /// What an upstream may not say to a browser.
    private static let ownedByThisStage = FieldNameSet(["access-control-*"])

    private func preflight(_ request: HeaderFields) -> HeaderFields {
        var fields = HeaderFields()
        fields.append(.vary, varyOfPreflight)
        guard let origin = origin(allowedFor: request) else { return fields }
        allow(origin, in: &fields)
        fields.append(.accessControlAllowMethods, methods)
        switch headers {
        case .listed(let names):
            fields.append(.accessControlAllowHeaders, names)
        case .echo:
            let names = request.list(.accessControlRequestHeaders)
            if !names.isEmpty, names.allSatisfy(ASCII.isToken) {
                fields.append(.accessControlAllowHeaders, names.joined(separator: ", "))
            }
        }
        if let maxAge { fields.append(.accessControlMaxAge, maxAge) }
        if allowsPrivateNetwork, request[.accessControlRequestPrivateNetwork] == "true" {
            fields.append(.accessControlAllowPrivateNetwork, "true")
        }
        return fields
    }

    /// Everything that the answer to a preflight may depend on, whether it did this time or not.
    private var varyOfPreflight: String {
        var names: [FieldName] = [.accessControlRequestMethod, .accessControlRequestHeaders]
        if case .listed = origins { names.insert(.origin, at: 0) }
        if allowsPrivateNetwork { names.append(.accessControlRequestPrivateNetwork) }
        return names.map(\.lowercased).joined(separator: ", ")
    }

    /// The value of `Access-Control-Allow-Origin`; nil when the page may not read the answer.
    private func origin(allowedFor request: HeaderFields) -> String? {
        switch origins {
        case .any:
            return "*"
        case .listed(let origins):
            guard let origin = request.single(.origin), origins.contains(origin) else { return nil }
            return origin
        }
    }

    private func allow(_ origin: String, in fields: inout HeaderFields) {
        fields.append(.accessControlAllowOrigin, origin)
        if allowsCredentials { fields.append(.accessControlAllowCredentials, "true") }
    }
}

import SluiceRules

/// Reads the options of `cors`; every value that a browser would not understand is refused.
struct CORSOptions {
    static let defaultMethods = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "HEAD"]

    let origins: CORS.Origins
    let allowsCredentials: Bool
    let methods: String
    let headers: CORS.Headers
    let maxAge: String?
    let exposed: String?
    let allowsPrivateNetwork: Bool

    init?(_ node: ConfigNode?, _ diagnostics: Diagnostics) {
        guard let node else {
            diagnostics.error(
                .missingField, "`cors` needs `origins`",
                help:
                    "name the pages that may use this API: `cors: { origins: [\"https://chat.example.com\"] }`"
            )
            return nil
        }
        let errors = diagnostics.errorCount
        var options = node.mapping(CORS.name, diagnostics)
        let credentials = options.node("credentials")
        allowsCredentials = credentials?.bool("credentials", diagnostics) ?? false
        origins =
            options.requiredNode("origins", example: "['https://chat.example.com']").map {
                Self.origins($0, diagnostics)
            } ?? .listed([])
        methods =
            options.node("methods").map { Self.methods($0, diagnostics) } ?? Self.list(Self.defaultMethods)
        headers = options.node("headers").map { Self.headers($0, diagnostics) } ?? .echo
        maxAge = options.node("max_age").flatMap { Self.seconds($0, diagnostics) }
        exposed = options.node("expose").flatMap { Self.exposed($0, diagnostics) }
        allowsPrivateNetwork = options.bool("private_network") ?? false
        options.finish()
        if allowsCredentials, let credentials {
            Self.checkCredentials(credentials, origins: origins, exposed: exposed, diagnostics)
        }
        guard diagnostics.errorCount == errors else { return nil }
    }

    private static func origins(_ node: ConfigNode, _ diagnostics: Diagnostics) -> CORS.Origins {
        if node.text == "*" { return .any }
        let elements = node.elements("origins", diagnostics) ?? []
        if elements.count == 1, elements.first?.text == "*" { return .any }
        if elements.isEmpty, case .sequence = node.content {
            let _: Never? = node.badValue(
                "origins", "the list is empty, so no page could use this API",
                help: "name an origin or take `cors` out of the chain", diagnostics)
        }
        return .listed(
            elements.compactMap { element in
                // Unquoted, YAML reads the origin `null` as no value.
                if element.text == "null" { return "null" }
                guard let text = element.string("origins", diagnostics) else { return nil }
                if let fault = CORSOrigin.fault(of: text) {
                    return element.badValue("origins", fault.problem, help: fault.help, diagnostics)
                }
                return text
            })
    }

    private static func methods(_ node: ConfigNode, _ diagnostics: Diagnostics) -> String {
        let elements = node.elements("methods", diagnostics) ?? []
        return list(
            elements.compactMap { element in
                guard let text = element.string("methods", diagnostics) else { return nil }
                guard ASCII.isToken(text), !text.contains("*") else {
                    return element.badValue("methods", "`\(text)` is no method", diagnostics)
                }
                guard text == text.uppercased() else {
                    return element.badValue(
                        "methods", "methods are told apart by case", help: "write `\(text.uppercased())`",
                        diagnostics)
                }
                return text
            })
    }

    private static func headers(_ node: ConfigNode, _ diagnostics: Diagnostics) -> CORS.Headers {
        if node.text == "echo" { return .echo }
        guard case .sequence(let elements) = node.content else {
            return node.wrongType("headers", expected: "`echo` or a list of field names", diagnostics)
                ?? .echo
        }
        return .listed(
            list(
                elements.compactMap { element in
                    fieldName(
                        element, "headers", help: "`*` doesn't cover Authorization: write `headers: echo`",
                        diagnostics)
                }))
    }

    private static func exposed(_ node: ConfigNode, _ diagnostics: Diagnostics) -> String? {
        let elements = node.elements("expose", diagnostics) ?? []
        if elements.count == 1, elements.first?.text == "*" { return "*" }
        let names = elements.compactMap { element in
            fieldName(element, "expose", help: "`*` must be the only element", diagnostics)
        }
        return names.isEmpty ? nil : list(names)
    }

    private static func fieldName(
        _ node: ConfigNode, _ option: String, help: String, _ diagnostics: Diagnostics
    ) -> String? {
        guard let text = node.string(option, diagnostics) else { return nil }
        guard ASCII.isToken(text), !text.contains("*") else {
            return node.badValue(
                option, "`\(text)` is no field name", help: text.contains("*") ? help : nil, diagnostics)
        }
        return text.lowercased()
    }

    private static func seconds(_ node: ConfigNode, _ diagnostics: Diagnostics) -> String? {
        guard let duration = node.duration("max_age", diagnostics) else { return nil }
        guard duration.components.attoseconds == 0 else {
            return node.badValue("max_age", "browsers count whole seconds", diagnostics)
        }
        return String(duration.components.seconds)
    }

    private static func checkCredentials(
        _ node: ConfigNode, origins: CORS.Origins, exposed: String?, _ diagnostics: Diagnostics
    ) {
        if origins == .any {
            let _: Never? = node.badValue(
                "credentials", "browsers refuse credentials together with `origins: \"*\"`",
                help: "list the origins, or leave credentials off: API keys in header fields need none",
                diagnostics)
        }
        if exposed == "*" {
            let _: Never? = node.badValue(
                "credentials", "together with credentials, `expose: [\"*\"]` means a field named `*`",
                help: "name the fields to expose", diagnostics)
        }
        if case .listed(let listed) = origins, listed.contains("null") {
            diagnostics.warning(
                .badValue,
                "every sandboxed frame of every site has the origin `null` and may use credentials here",
                at: node.span)
        }
    }

    private static func list(_ names: [String]) -> String {
        names.joined(separator: ", ")
    }
}

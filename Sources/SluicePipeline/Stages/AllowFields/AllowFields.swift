package import SluiceRules
import SluiceWire

/// Lets only the named top-level fields of a JSON body go on: the others are dropped, or the request is refused.
///
/// Dropping takes a field out with the comma that belongs to it and leaves every other byte as it was. Bodies that
/// are no JSON objects (forms, audio) have no such fields and pass.
///
/// Security: with `others: refuse` a client learns that a parameter isn't allowed here; with `drop` the request is
/// carried out without it. The answer names the allowed fields, never what the client wrote.
package struct AllowFields: Stage {
    package static let name = "allow_fields"

    /// What becomes of a field that isn't named.
    package enum Others: String, CaseIterable, Sendable {
        /// It is taken out.
        case drop
        /// The request is refused with 400.
        case refuse
    }

    /// The names of the fields that go on.
    let names: [[UInt8]]
    /// What becomes of the others; `drop` by default.
    let others: Others
    private let message: String

    /// Reads `[model, messages, ...]`, or `{ fields: [...], others: drop | refuse }`.
    package init?(options: ConfigNode?, _ diagnostics: Diagnostics) {
        guard let options else {
            diagnostics.error(
                .missingField, "`allow_fields` needs a list of fields",
                help: "write `allow_fields: [model, messages, stream]`")
            return nil
        }
        var list: [String]?
        var others = Others.drop
        let errors = diagnostics.errorCount
        if case .mapping = options.content {
            var mapping = options.mapping(Self.name, diagnostics)
            list = mapping.requiredNode("fields").flatMap { FieldList.read($0, "fields", diagnostics) }
            others = mapping.choice("others", Others.self) ?? others
            mapping.finish()
        } else {
            list = FieldList.read(options, Self.name, diagnostics)
        }
        guard let list, diagnostics.errorCount == errors else { return nil }
        self.names = list.map { Array($0.utf8) }
        self.others = others
        self.message =
            "The body has a field that is not allowed here; allowed are: \(list.joined(separator: ", "))."
    }

    package func receive(_ exchange: inout Exchange) -> Outcome {
        do throws(Refusal) {
            guard case .object(let body) = try exchange.bodyFields() else { return .next }
            let foreign = body.members.indices.filter { !names.contains(body.members[$0].key) }
            if foreign.isEmpty { return .next }
            if others == .refuse { return .refuse(Refusal(.badRequest, message)) }
            exchange.body = body.removing(foreign)
            return .next
        } catch {
            return .refuse(error)
        }
    }
}

package import SluiceRules
import SluiceWire

/// Takes fields out of the body that are meant for Sluice and that the provider would refuse.
///
/// Only top-level fields of a JSON object and fields of a form go; every other byte stays. A field that names the
/// request's moderation level has taken effect before it goes. `moderation` goes only when it is a boolean or a
/// string: an object of that name is OpenAI's own parameter.
///
/// Security: names are compared after unescaping, so that `"mod\u0065ration"` is found; a body with one name twice is
/// refused, because two parsers could read two things in it.
package struct StripFields: Stage {
    package static let name = "strip_fields"

    /// The names of the fields that go: `strip_fields: [moderation, moderation_level]`.
    let names: BodyNames

    package init?(options: ConfigNode?, _ diagnostics: Diagnostics) {
        guard let options else {
            diagnostics.error(
                .missingField, "`strip_fields` needs a list of fields",
                help: "write `strip_fields: [moderation, moderation_level]`")
            return nil
        }
        guard let names = FieldList.read(options, Self.name, diagnostics) else { return nil }
        self.names = BodyNames(names)
    }

    package func receive(_ exchange: inout Exchange) -> Outcome {
        guard !exchange.lacks(names) else { return .next }
        do throws(Refusal) {
            switch try exchange.bodyFields() {
            case .none:
                break
            case .object(let object):
                let gone = object.members.indices.filter { strips(object.members[$0]) }
                if !gone.isEmpty { exchange.body = object.removing(gone) }
            case .form(let form):
                let gone = form.fields.indices.filter { names.contains(form.fields[$0].name) }
                if !gone.isEmpty { exchange.body = form.removing(gone) }
            }
            return .next
        } catch {
            return .refuse(error)
        }
    }

    private func strips(_ member: JSONMembers.Member) -> Bool {
        guard names.contains(member.key) else { return false }
        return member.kind == .string || member.kind == .boolean
            || !member.key.elementsEqual("moderation".utf8)
    }
}

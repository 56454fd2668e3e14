import SluiceWire

extension Exchange {
    /// The models that the request names: in its path, in `model`, and in `models` (a list to fall back on).
    ///
    /// - Returns: Nil when it asks for something to be made and names none, or none that can be read.
    mutating func modelsAskedFor() throws(Refusal) -> [String]? {
        ModelNames.asked(for: received, try bodyFields())
    }
}

/// Finds the models that a request names.
package enum ModelNames {
    /// The models that a request names; empty where it names none, or its body can't be read.
    package static func asked(for head: RequestHead, body: [UInt8]) -> [String] {
        do throws(Refusal) {
            return asked(for: head, try BodyFields(body, contentType: head.fields[.contentType])) ?? []
        } catch {
            return []
        }
    }

    static func asked(for head: RequestHead, _ fields: BodyFields) -> [String]? {
        var models = inPath(of: head).map { [$0] } ?? []
        switch fields {
        case .none: break
        case .form(let form):
            for field in form.fields where field.name.elementsEqual("model".utf8) {
                models.append(String(decoding: field.value, as: UTF8.self))
            }
        case .object(let object):
            for member in object.members {
                if member.key.elementsEqual("model".utf8) {
                    guard member.kind == .string else { return nil }
                    models.append(text(object.payload, member.value))
                } else if member.key.elementsEqual("models".utf8) {
                    guard let names = texts(object.payload, member.value) else { return nil }
                    models += names
                }
            }
        }
        let makesNothing = ["GET", "HEAD", "DELETE", "OPTIONS"].contains(head.method)
        return models.isEmpty && !makesNothing ? nil : models
    }

    /// What stands behind `models/` or `deployments/`, up to the verb.
    private static func inPath(of head: RequestHead) -> String? {
        let steps = head.path.split(separator: "/")
        guard let index = steps.firstIndex(where: { $0 == "models" || $0 == "deployments" }),
            steps.indices.contains(index + 1)
        else { return nil }
        return String(steps[index + 1].prefix { $0 != ":" })
    }

    private static func text(_ payload: [UInt8], _ range: Range<Int>) -> String {
        var text: [UInt8] = []
        JSONText.decode(payload.span, range.dropFirst().dropLast(), into: &text)
        return String(decoding: text, as: UTF8.self)
    }

    /// The texts of a list of strings; nil when it is anything else.
    private static func texts(_ payload: [UInt8], _ range: Range<Int>) -> [String]? {
        var names: [String] = []
        let list = Array(payload[range])
        var index = 0
        while index < list.count {
            switch list[index] {
            case UInt8(ascii: "\""):
                var end = index + 1
                while end < list.count, list[end] != UInt8(ascii: "\"") {
                    end += list[end] == UInt8(ascii: "\\") ? 2 : 1
                }
                names.append(text(list, index..<min(end + 1, list.count)))
                index = end + 1
            case UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: ","), 0x20, 0x09, 0x0A, 0x0D: index += 1
            default: return nil
            }
        }
        return names
    }
}

/// The parts that JSON Schemas (draft 2020-12) of Sluice's files are made of.
///
/// A text may be written as a number or as `true`: Sluice takes scalars as they stand, and an editor gives them types.
enum Schema {
    /// The first line of every schema.
    static let draft = ("$schema", JSONValue.string("https://json-schema.org/draft/2020-12/schema"))

    static let text = type("string", "number", "boolean")
    static let boolean = type("boolean")
    static let day = pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
    static let duration = pattern("^[0-9]+(ms|s|m|h|d)$")
    static let size = any([type("integer"), pattern("^[0-9]+(B|KiB|MiB|GiB|kB|KB|MB|GB)?$")])
    static let version = JSONValue.object([("enum", .array([.integer(1), .string("1")]))])
    static let anything = JSONValue.boolean(true)

    static func type(_ names: String...) -> JSONValue {
        .object([("type", names.count == 1 ? .string(names[0]) : .array(names.map(JSONValue.string)))])
    }

    static func choice(_ names: [String]) -> JSONValue {
        .object([("enum", .array(names.map(JSONValue.string)))])
    }

    static func pattern(_ regex: String) -> JSONValue {
        .object([("type", .string("string")), ("pattern", .string(regex))])
    }

    static func integer(_ range: ClosedRange<Int>) -> JSONValue {
        .object([
            ("type", .string("integer")), ("minimum", .integer(range.lowerBound)),
            ("maximum", .integer(range.upperBound)),
        ])
    }

    static func list(of element: JSONValue, atLeast count: Int = 0) -> JSONValue {
        .object(
            [("type", .string("array")), ("items", element)]
                + (count > 0 ? [("minItems", .integer(count))] : []))
    }

    static func any(_ schemas: [JSONValue]) -> JSONValue {
        .object([("anyOf", .array(schemas))])
    }

    /// A mapping that has these fields and no others.
    ///
    /// - Parameters:
    ///   - oneOf: Of each of these groups one field at least has to be there.
    static func object(
        _ fields: [(String, JSONValue)], required: [String] = [], oneOf: [String] = []
    ) -> JSONValue {
        var members: [(String, JSONValue)] = [
            ("type", .string("object")), ("additionalProperties", .boolean(false)),
        ]
        if !required.isEmpty { members.append(("required", .array(required.map(JSONValue.string)))) }
        if !oneOf.isEmpty {
            let groups = oneOf.map { JSONValue.object([("required", .array([.string($0)]))]) }
            members.append(("anyOf", .array(groups)))
        }
        return .object(members + [("properties", .object(fields))])
    }

    /// A mapping whose keys are names of the author's own.
    static func named(_ value: JSONValue) -> JSONValue {
        .object([("type", .string("object")), ("additionalProperties", value)])
    }

    /// A schema with what an editor shows beside the field.
    static func described(_ text: String, _ schema: JSONValue) -> JSONValue {
        guard case .object(let members) = schema else { return schema }
        return .object([("description", .string(text))] + members)
    }
}

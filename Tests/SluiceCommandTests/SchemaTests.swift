import SluiceRules
import Testing
import sluice

/// The schemas and the readers know the same fields.
struct SchemaTests {
    /// A file of rules with an unknown field, and where its mapping stands in the schema.
    static let places: [(file: String, path: [String])] = [
        ("version: 1\nrules: []\nzz_unknown_zz: 1", []),
        ("version: 1\nrules: []\npack: { name: a, zz_unknown_zz: 1 }", ["pack"]),
        ("version: 1\nrules: []\nlists: { a: { file: b, zz_unknown_zz: 1 } }", ["lists", "*"]),
        ("version: 1\nrules: []\ndefaults: { zz_unknown_zz: 1 }", ["defaults"]),
        ("version: 1\nrules: [{ zz_unknown_zz: 1 }]", ["rules", "*"]),
        ("version: 1\nrules: [{ match: { zz_unknown_zz: 1 } }]", ["rules", "*", "match"]),
        ("version: 1\nrules: [{ except: [{ zz_unknown_zz: 1 }] }]", ["rules", "*", "except", "*"]),
        ("version: 1\nrules: [{ examples: { zz_unknown_zz: 1 } }]", ["rules", "*", "examples"]),
        (
            "version: 1\nrules: [{ examples: { match: [{ zz_unknown_zz: 1, why: a }], no_match: [] } }]",
            ["rules", "*", "examples", "match", "*"]
        ),
        (
            "version: 1\nrules: [{ examples: { match: [{ text: a, expect: { zz_unknown_zz: 1 } }], no_match: [] } }]",
            ["rules", "*", "examples", "match", "*", "expect"]
        ),
    ]

    @Test(arguments: places)
    func aSchemaHasTheFieldsThatTheReaderKnows(file: String, path: [String]) throws {
        let diagnostics = Diagnostics()
        _ = RuleSet.load(["a.rules.yaml"], files: .memory(["a.rules.yaml": Array(file.utf8)]), diagnostics)
        let complaint = try #require(
            diagnostics.all.first { $0.code == .unknownField && $0.message.contains("zz_unknown_zz") })
        let known = complaint.help?.split(separator: "`").enumerated().filter { $0.offset % 2 == 1 }
            .map { String($0.element) }
        let fields = RuleSchema.document.fields(path)
        #expect(known.map(Set.init) == Set(fields))
    }

    @Test func longValuesAreIndentedAndShortOnesAreNot() {
        let value = JSONValue.object([
            ("short", .array([.integer(1)])),
            ("long", .array((0..<40).map { _ in .integer(100) })),
        ])
        #expect(value.indented.hasPrefix("{\n  \"short\": [1],\n  \"long\": [\n    100,\n"))
        #expect(value.indented.hasSuffix("    100\n  ]\n}\n"))
    }
}

extension JSONValue {
    /// The fields that a schema's mapping may have; `*` stands for an element or any name.
    fileprivate func fields(_ path: [String]) -> [String] {
        guard case .object(let members) = self else { return [] }
        let values = Dictionary(members) { first, _ in first }
        if case .array(let choices)? = values["anyOf"], values["properties"] == nil {
            return choices.map { $0.fields(path) }.first { !$0.isEmpty } ?? []
        }
        guard let step = path.first else {
            if case .object(let fields)? = values["properties"] { return fields.map(\.0) }
            return []
        }
        let rest = Array(path.dropFirst())
        if step == "*" { return (values["items"] ?? values["additionalProperties"])?.fields(rest) ?? [] }
        guard case .object(let fields)? = values["properties"] else { return [] }
        return fields.first { $0.0 == step }?.1.fields(rest) ?? []
    }
}

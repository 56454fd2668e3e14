import SluiceRules
import SluiceWire
import Testing

/// Exceptions that count for some exchanges only: `except.where`.
struct ExceptionOriginTests {
    /// A rule with one exception, and what is left of a text that comes from somewhere.
    private func output(
        of text: String, except: String, from origin: Origin, target: Target = .responseText,
        cutAt cut: Int = 0
    ) throws -> String {
        let set = try set(except: except)
        let view = set.view(level: 2).under(set.standing(of: origin))
        var filter = TextFilter(view.selection(for: target))
        let bytes = Array(text.utf8)
        filter.append(bytes.span.extracting(0..<cut))
        filter.append(bytes.span.extracting(cut..<bytes.count))
        filter.finish()
        var output = bytes
        for edit in filter.edits(in: 0..<bytes.count).reversed() {
            output.replaceSubrange(edit.range, with: edit.replacement)
        }
        return String(decoding: output, as: UTF8.self)
    }

    private func set(except: String) throws -> RuleSet {
        try RuleFixtures.set(
            """
            version: 1
            rules:
              - id: house.badge
                state: enforce
                targets: [request.user, response.text]
                match: { regex: '\\bbadge-\\d{6}\\b' }
                except: \(except)
                action: redact
                replacement: '[badge]'
                examples: { match: [badge-123456], no_match: [badge-12] }
            """)
    }

    private static let zoo = Origin(
        route: "/zoo/", client: "team-otter", keyTags: ["animals", "night"], models: ["gpt-4o-mini"])

    @Test(
        arguments: [
            ("{ route: [/zoo/] }", zoo, true), ("{ route: [/zoo] }", zoo, false),
            ("{ route: ['/z*'] }", zoo, true), ("{ route: [/cats/, /zoo/] }", zoo, true),
            ("{ client: [team-*] }", zoo, true), ("{ client: [team-elk] }", zoo, false),
            ("{ key_tag: [night] }", zoo, true), ("{ key_tag: [day, animals] }", zoo, true),
            ("{ key_tag: [day] }", zoo, false),
            ("{ model: ['gpt-4o*'] }", zoo, true), ("{ model: [gpt-4o] }", zoo, false),
            ("{ route: [/zoo/], client: [team-otter], model: ['*mini'] }", zoo, true),
            ("{ route: [/zoo/], client: [team-elk] }", zoo, false),
            ("{ route: [/zoo/] }", Origin(), false), ("{ client: ['*'] }", Origin(), false),
            ("{ key_tag: ['*'] }", Origin(), false), ("{ model: ['*'] }", Origin(), false),
            ("{ model: [a] }", Origin(models: ["a", "b"]), false),
            ("{ model: [a, b] }", Origin(models: ["a", "b"]), true),
        ] as [(String, Origin, Bool)])
    func everyFieldThatIsNamedHasToFit(_ place: String, _ origin: Origin, _ isSpared: Bool) throws {
        let output = try output(
            of: "my badge-123456!", except: "[{ where: \(place), reason: r. }]", from: origin)
        #expect(output == (isSpared ? "my badge-123456!" : "my [badge]!"))
    }

    @Test(arguments: [Origin(), zoo])
    func besideAnotherFormItNarrowsThat(_ origin: Origin) throws {
        let except = "[{ values: [badge-000000], where: { route: [/zoo/] }, reason: r. }]"
        let text = "badge-000000 badge-123456"
        let expected = origin == Origin() ? "[badge] [badge]" : "badge-000000 [badge]"
        for cut in 0...text.utf8.count {
            #expect(try output(of: text, except: except, from: origin, cutAt: cut) == expected)
        }
    }

    @Test func exceptionsThatAskTheSameShareANumberAndOthersDont() throws {
        let set = try set(
            except: """
                [{ values: [badge-000000], where: { route: [/zoo/] }, reason: r. }, \
                { covering: [badge-111111 it is], where: { route: [/zoo/] }, reason: r. }, \
                { regex: '9{6}', where: { model: [m] }, reason: r. }]
                """)
        let standings = [Origin(), Self.zoo, Origin(models: ["m"])].map(set.standing(of:))
        #expect(Set(standings).count == 3)
        #expect(set.asksForOrigin)
    }

    @Test func moreThanCanBeToldApartAreRefused() {
        let entries = { (count: Int) in
            (0..<count).map { "{ where: { client: [team-\($0)] }, reason: r. }" }.joined(separator: ", ")
        }
        let load = { (count: Int) -> [DiagnosticCode] in
            let diagnostics = Diagnostics()
            let rule = RuleFixtures.rule(
                "house.badge", "match: { keywords: [larkspur] }\naction: log\nexcept: [\(entries(count))]")
            let set = RuleFixtures.load(RuleFixtures.file(rule), runExamples: false, diagnostics)
            #expect((set == nil) == (count > 64))
            return diagnostics.all.map(\.code)
        }
        #expect(load(64).isEmpty)
        #expect(load(65) == [.badValue])
    }

    @Test func anExampleSaysWhereItsTextComesFrom() throws {
        let diagnostics = Diagnostics()
        let file = """
            version: 1
            rules:
              - id: house.badge
                match: { keywords: [otter] }
                action: log
                except:
                  - { where: { route: [/zoo/] }, reason: They live there. }
                  - { values: [otter], where: { key_tag: [keepers] }, reason: They may. }
                examples:
                  match: [otter, { text: otter, where: { route: /cats/ } }]
                  no_match:
                    - { text: otter, where: { route: /zoo/, client: anybody } }
                    - { text: otter, where: { key_tag: keepers, model: m } }
            """
        let set = try #require(RuleFixtures.load(file, diagnostics), "\(diagnostics.all)")
        #expect(diagnostics.all.isEmpty)
        #expect(RuleCoverage(of: set).untested.map(\.name) == ["response.text"])
        let found = Explanation(
            of: Array("otter".utf8), by: set, target: nil, level: 0, origin: Origin(route: "/zoo/"))
        #expect(found.findings.first?.refusedBy.map(\.description).first?.hasPrefix("except.where") == true)
        let plain = Explanation(of: Array("otter".utf8), by: set, target: nil, level: 0)
        #expect(plain.findings.first?.refusedBy.isEmpty == true)
    }
}

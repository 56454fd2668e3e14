package import SluiceRules
import SluiceWire

/// Reads a `*.case.yaml`: a recording or a chat, and what has to become of it.
package struct CaseReader {
    private let path: String
    private let diagnostics: Diagnostics
    private let allowsEmpty: Bool

    /// The cases of a file; those with a fault are reported and left out.
    ///
    /// - Parameters:
    ///   - path: The file's path; recordings are named relative to it.
    ///   - allowsEmpty: Whether a case may expect nothing yet.
    package static func read(
        path: String, bytes: [UInt8], allowsEmpty: Bool = false, _ diagnostics: Diagnostics
    ) -> [TestCase] {
        guard let root = YAMLDocument.read(path: path, bytes: bytes, diagnostics) else { return [] }
        return CaseReader(path: path, diagnostics: diagnostics, allowsEmpty: allowsEmpty).read(root)
    }

    private func read(_ root: ConfigNode) -> [TestCase] {
        var file = root.mapping("the file", diagnostics)
        if let version = file.requiredNode("version"), version.text != "1" {
            diagnostics.error(
                .version, "this release reads version 1 of the case format, not `\(version.text ?? "")`",
                at: version.span)
        }
        let shared = subject(&file)
        _ = file.choice("label", of: ["benign", "violating"])
        let elements = file.requiredNode("cases")?.elements("cases", diagnostics) ?? []
        file.finish()
        return elements.compactMap { readCase($0, shared) }
    }

    private func readCase(_ node: ConfigNode, _ shared: TestCase.Subject?) -> TestCase? {
        let errors = diagnostics.errorCount
        var fields = node.mapping("case", diagnostics)
        let name = fields.requiredString("name")
        let subject = subject(&fields) ?? shared
        let level = fields.choice("level", of: TextRules.levels)
        let split = fields.choice("split", SplitMode.self)
        let expect = fields.requiredNode("expect")?.mapping("expect", diagnostics)
        fields.finish()
        if subject == nil, diagnostics.errorCount == errors {
            diagnostics.error(
                .missingField, "the case has nothing to run", at: node.headSpan,
                help: "give it, or the whole file, a `recording` or a `chat`")
        }
        let placeholder = TestCase.Subject.chat(ChatScene(user: "", answer: ""))
        var result = TestCase(name: name ?? "", subject: subject ?? placeholder, node: node)
        result.level = level.flatMap(TextRules.levels.firstIndex)
        result.split = split
        if var expect { read(&expect, into: &result) }
        return diagnostics.errorCount == errors ? result : nil
    }

    private func subject(_ fields: inout ConfigMapping) -> TestCase.Subject? {
        let chat = fields.mapping("chat")
        let recording = fields.node("recording")
        if let recording, chat != nil {
            diagnostics.error(
                .badValue, "a `recording` beside a `chat`", at: recording.span, help: "one of them is run")
        }
        if var chat {
            let system = chat.string("system")
            let user = chat.requiredString("user")
            let answer = chat.string("answer")
            let isStreamed = chat.bool("stream") ?? true
            chat.finish()
            guard let user else { return nil }
            return .chat(
                ChatScene(system: system, user: user, answer: answer ?? "", isStreamed: isStreamed))
        }
        guard let recording, let name = recording.string("recording", diagnostics) else { return nil }
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let file = name.hasPrefix("/") ? name : (folder + [name[...]]).joined(separator: "/")
        return .recording(file, recording)
    }

    private func read(_ expect: inout ConfigMapping, into result: inout TestCase) {
        if let node = expect.node("outcome") {
            result.outcome = node.choice("outcome", ReplayOutcome.Verdict.self, diagnostics).map {
                TestCase.Expected(value: $0, node: node)
            }
        }
        result.hitList = expect.node("hits")
        result.hits = (expect.elements("hits") ?? []).compactMap(readHit)
        result.noHits = texts(expect.node("no_hits"), "no_hits")
        if var text = expect.mapping("text") {
            result.contains = texts(text.node("contains"), "contains")
            result.lacks = texts(text.node("lacks"), "lacks")
            text.finish()
        }
        if let node = expect.node("finish") {
            result.finish = node.string("finish", diagnostics).map {
                TestCase.Expected(value: $0, node: node)
            }
        }
        expect.finish()
        guard expect.members.isEmpty else { return }
        if allowsEmpty {
            result.emptyExpectation = expect.node
        } else {
            diagnostics.error(
                .missingField, "the case expects nothing", at: result.node.headSpan,
                help:
                    "give `expect` an `outcome`, `hits`, `no_hits`, `text` or `finish`, or let `sluice test --update` do it"
            )
        }
    }

    private func readHit(_ node: ConfigNode) -> TestCase.Expected<TestCase.Hit>? {
        if let rule = node.text {
            return TestCase.Expected(
                value: TestCase.Hit(rule: rule, target: nil, action: nil, isShadow: nil), node: node)
        }
        var fields = node.mapping("hits", diagnostics)
        let rule = fields.requiredString("rule")
        let target = fields.choice("target", Target.self)?.rawValue
        let action = fields.choice("action", Action.self)?.rawValue
        let isShadow = fields.bool("shadow")
        fields.finish()
        return rule.map {
            TestCase.Expected(
                value: TestCase.Hit(rule: $0, target: target, action: action, isShadow: isShadow), node: node)
        }
    }

    private func texts(_ node: ConfigNode?, _ name: String) -> [TestCase.Expected<String>] {
        (node?.elements(name, diagnostics) ?? []).compactMap { element in
            element.string("an element of \(name)", diagnostics).map {
                TestCase.Expected(value: $0, node: element)
            }
        }
    }
}

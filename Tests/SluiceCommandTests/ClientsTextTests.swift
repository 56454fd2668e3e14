import SluicePipeline
import Testing

@testable import sluice

/// The clients' file is edited line by line, and what its author wrote stays.
struct ClientsTextTests {
    private func digest(_ number: Int) -> KeyDigest { KeyDigest(of: "key \(number)".utf8) }

    private func line(_ number: Int, _ more: String = "") -> String {
        "- { hash: \"\(digest(number).text)\", created: 2026-11-29\(more) }"
    }

    private func adding(_ number: Int, to name: String, in text: String) throws -> String {
        var file = ClientsText(text)
        try file.add(digest(number), to: name, created: "2026-11-29", expires: nil)
        return file.text
    }

    @Test func aFileIsBegun() throws {
        let first = try adding(1, to: "ada", in: ClientsText.empty)
        #expect(first == "version: 1\nclients:\n  ada:\n    keys:\n      \(line(1))\n")
        let second = try adding(2, to: "bob", in: first)
        #expect(second == first + "  bob:\n    keys:\n      \(line(2))\n")
        let third = try adding(3, to: "ada", in: second)
        #expect(third == second.replacing(line(1), with: line(1) + "\n      " + line(3)))
    }

    @Test func commentsAndLayoutStay() throws {
        let text = """
            # our team
            version: 1
            clients:
                # the first
                ada:   # pilot
                    routes: [/v1/]
                    keys:
                    - { hash: "\(digest(1).text)" }  # laptop
                    limits: { requests_per_minute: 5 }
                # the second
                bob: { tags: [x] }
            # the end
            """
        let added = try adding(2, to: "ada", in: text)
        #expect(added == text.replacing("  # laptop", with: "  # laptop\n        \(line(2))"))
        let new = try adding(3, to: "cy", in: text)
        #expect(
            new
                == text.replacing(
                    "bob: { tags: [x] }",
                    with: "bob: { tags: [x] }\n    cy:\n      keys:\n        \(line(3))") + "\n")
        var revoked = ClientsText(added)
        let count = try revoked.revoke(of: "ada", key: digest(2).shortName)
        #expect(count == 1 && revoked.text == text)
    }

    @Test(arguments: ["  ada:\n", "  ada:\n    tags: [x]\n", "  ada:\n    keys:\n    tags: [x]\n"])
    func aClientWithoutAKeyGetsOne(entry: String) throws {
        let text = try adding(1, to: "ada", in: "version: 1\nclients:\n" + entry)
        let clients = try ClientsText(text).clients()
        #expect(clients.map(\.terms.keys.count) == [1])
        #expect(clients[0].terms.tags == (entry.contains("tags") ? ["x"] : []))
    }

    @Test func allKeysOfAClientAreRevokedAndItsTermsStay() throws {
        var text = ClientsText(ClientsText.empty)
        for number in 1...3 { try text.add(digest(number), to: "ada", created: "2026-11-29", expires: nil) }
        try text.add(digest(4), to: "bob", created: "2026-11-29", expires: "2026-12-31")
        let count = try text.revoke(of: "ada", key: nil)
        #expect(count == 3)
        #expect(
            text.text
                == "version: 1\nclients:\n  ada:\n    keys:\n  bob:\n    keys:\n      \(line(4, ", expires: 2026-12-31"))\n"
        )
    }

    @Test(arguments: [
        "version: 1\nclients: { ada: }\n", "version: 1\nclients:\n  ada: { tags: [x] }\n",
        "version: 1\nclients:\n  ada:\n    keys: []\n",
        "version: 1\nclients:\n  ada:\n    keys:\n      - hash: \"sha256:\(String(repeating: "0", count: 64))\"\n",
    ])
    func aLayoutWithoutLinesIsLeftAlone(text: String) {
        var file = ClientsText(text)
        #expect(throws: ClientsText.Fault.self) {
            try file.add(digest(1), to: "ada", created: "2026-11-29", expires: nil)
        }
        #expect(file.text == text)
    }

    @Test func whatIsNotThereIsSaid() {
        var file = ClientsText("version: 1\nclients:\n  ada:\n")
        #expect(throws: ClientsText.Fault.unknownClient("bob")) { try file.revoke(of: "bob", key: nil) }
        #expect(throws: ClientsText.Fault.unknownKey("ada")) { try file.revoke(of: "ada", key: nil) }
        #expect(throws: ClientsText.Fault.unknownKey("12345678")) {
            try file.revoke(of: "ada", key: "12345678")
        }
        var broken = ClientsText("version: 1\nclients:\n  ada: { kys: [] }\n")
        #expect(throws: ClientsText.Fault.self) { try broken.revoke(of: "ada", key: nil) }
    }
}

import SluiceWire
import Testing

struct JSONMembersTests {
    private static let json =
        #"{ "model":"m","mod\u0065ration" : {"a":[1,"}"]}, "n":-1.5 ,"b":true,"l":[],"z":null }"#

    @Test func membersHaveKeyPlaceAndKind() throws {
        let members = try JSONMembers(Array(Self.json))
        #expect(members.isObject)
        #expect(
            members.members.map { String(decoding: $0.key, as: UTF8.self) }
                == ["model", "moderation", "n", "b", "l", "z"])
        #expect(members.members.map(\.kind) == [.string, .object, .number, .boolean, .array, .null])
        #expect(
            members.members.map { members.payload.string($0.value) }
                == [#""m""#, #"{"a":[1,"}"]}"#, "-1.5", "true", "[]", "null"])
    }

    @Test(arguments: 0..<64)
    func anySetOfMembersCanBeRemoved(set: Int) throws {
        let members = try JSONMembers(Array(Self.json))
        let gone = members.members.indices.filter { set >> $0 & 1 == 1 }
        let rest = try JSONMembers(members.removing(gone))
        #expect(
            rest.members.map { rest.payload.string($0.value) }
                == members.members.indices.filter { !gone.contains($0) }.map {
                    members.payload.string(members.members[$0].value)
                })
        #expect(rest.payload.count <= members.payload.count)
    }

    @Test func removingNothingChangesNothing() throws {
        let members = try JSONMembers(Array(Self.json))
        #expect(members.removing([]) == members.payload)
        #expect(members.removing([99, -1]) == members.payload)
    }

    @Test func removalKeepsTheOtherBytes() throws {
        let members = try JSONMembers(Array(#"{"a":1, "b" : 2,"c":3}"#))
        #expect(members.removing([1]) == Array(#"{"a":1,"c":3}"#))
        #expect(members.removing([0]) == Array(#"{ "b" : 2,"c":3}"#))
        #expect(members.removing([2]) == Array(#"{"a":1, "b" : 2}"#))
        #expect(members.removing([0, 1, 2]) == Array("{}"))
    }

    @Test(arguments: ["[1]", #""text""#, "3"])
    func otherPayloadsHaveNoMembers(json: String) throws {
        let members = try JSONMembers(Array(json))
        #expect(!members.isObject)
        #expect(members.members.isEmpty)
    }

    @Test(arguments: [#"{"a":1,"a":2}"#, #"{"a":1} x"#, "", #"{"a":"\ud800"}"#])
    func whatIsNoStrictJSONIsRefused(json: String) {
        #expect(throws: JSONError.self) { try JSONMembers(Array(json)) }
    }
}

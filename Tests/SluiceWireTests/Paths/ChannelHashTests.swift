import SluiceWire
import Testing

struct ChannelHashTests {
    private func hash(_ json: String, event: String? = nil) throws -> UInt64 {
        let scan = try PathTableTests.chunk.scanned(json, event: event)
        return try #require(scan.sites.last { !$0.isKey }).channel.hash
    }

    @Test(arguments: [
        (#"{"a":{"b":"1"}}"#, #"{"z":0,"a":{"y":"","b":"2"}}"#),
        (#"{"a":{"b":"1"}}"#, #"{"\u0061":{"\u0062":"2"}}"#),
        (#"["1"]"#, #"["2"]"#),
        (#"{"choices":[{"x":"1"}]}"#, #"{"choices":[0,{"index":0,"x":"1"}]}"#),
        (#"{"a":[{"b":["1"]}]}"#, #"{"a":[{"c":"","b":["1"]}]}"#),
    ])
    func samePathIsOneChannel(one: String, other: String) throws {
        #expect(try hash(one) == hash(other))
    }

    @Test(arguments: [
        (#"{"a":{"b":"1"}}"#, #"{"b":{"a":"1"}}"#),
        (#"{"a":["1"]}"#, #"{"a":["","1"]}"#),
        (#"{"ab":"1"}"#, #"{"a":{"b":"1"}}"#),
        (#"["1"]"#, #"[["1"]]"#),
        (#""1""#, #"["1"]"#),
    ])
    func otherPathIsAnotherChannel(one: String, other: String) throws {
        #expect(try hash(one) != hash(other))
    }

    @Test func eventTypeTellsChannelsApart() throws {
        let json = #"{"a":"1"}"#
        #expect(try hash(json, event: "x") == hash(json, event: "x"))
        #expect(try hash(json, event: "x") != hash(json, event: "y"))
        #expect(try hash(json, event: "x") != hash(json))
    }

    @Test func namedTextsNeedNoHash() throws {
        let scan = try PathTableTests.chunk.scanned(#"{"choices":[{"delta":{"content":"a"}}]}"#)
        #expect(scan.sites.map(\.channel.hash) == [0])
    }

    @Test func entriesWithOneChannelNameShareIt() throws {
        let table = PathTable(
            side: .response,
            [
                .text("start.text", .responseText, .delta, major: "index", channel: "text"),
                .text("delta.text", .responseText, .delta, major: "index", channel: "text"),
                .text("delta.other", .responseText, .delta, major: "index"),
            ])
        let json = #"{"index":1,"start":{"text":"a"},"delta":{"text":"b","other":"c"}}"#
        let channels = try table.scanned(json).sites.map(\.channel)
        #expect(channels[0] == channels[1])
        #expect(channels[1] != channels[2])
    }
}

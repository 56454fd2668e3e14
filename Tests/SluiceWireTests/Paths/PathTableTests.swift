import SluiceWire
import Testing

struct PathTableTests {
    static let chunk = PathTable(
        side: .response, unnamed: .delta,
        [
            .value(.id, "id"), .opaque("object"), .value(.created, "created"), .value(.model, "model"),
            .text("choices[].delta.content", .responseText, .delta, major: "choices[].index"),
            .text("choices[].delta.refusal", .responseRefusal, .delta, major: "choices[].index"),
            .text(
                "choices[].delta.tool_calls[].function.arguments", .responseToolArguments, .delta,
                encoding: .json, major: "choices[].index", minor: "choices[].delta.tool_calls[].index"),
            .opaque("choices[].delta.tool_calls[].id"),
            .value(.finishReason, "choices[].finish_reason", major: "choices[].index"),
            .droppable("choices[].logprobs", major: "choices[].index"),
            .droppable("obfuscation"),
            .opaqueSubtree("usage"), .value(.outputTokens, "usage.completion_tokens"),
        ])

    static let request = PathTable(
        side: .request,
        [
            .opaque("model"),
            .text("messages[].content", role: "messages[].role"),
            .text("messages[].content[].text", role: "messages[].role"),
            .opaque("messages[].content[].type"),
            .url("messages[].content[].image_url.url", role: "messages[].role"),
            .subtree("messages[].input", .requestToolArguments),
            .text("metadata.*", .requestUser),
            .text("prompt[]", .requestUser, .delta, major: "prompt[]"),
            .opaqueSubtree("logit_bias"),
        ])

    @Test func deltasCarryTargetAndChoice() throws {
        let json = #"{"id":"x","choices":[{"index":3,"delta":{"content":"Hi","refusal":"no"}}]}"#
        #expect(
            try Self.chunk.sites(json) == [
                SeenSite(text: "Hi", target: .responseText, kind: .delta, major: 3),
                SeenSite(text: "no", target: .responseRefusal, kind: .delta, major: 3),
            ])
    }

    @Test(arguments: [
        #"{"choices":[{"delta":{"content":"a"},"finish_reason":"stop","logprobs":{},"index":7}]}"#,
        #"{"choices":[{"delta":{"content":"a"},"index":7,"finish_reason":"stop","logprobs":{}}]}"#,
        #"{"choices":[{"index":"7","delta":{"content":"a"},"finish_reason":"stop","logprobs":{}}]}"#,
        #"{"choices":[{"delta":{"content":"a"},"finish_reason":"stop","logprobs":{},"index":"\u0037"}]}"#,
        #"{"choices":[{"index":7.0,"delta":{"content":"a"},"finish_reason":"stop","logprobs":{}}]}"#,
        #"{"choices":[{"index":0.7e1,"delta":{"content":"a"},"finish_reason":"stop","logprobs":1}]}"#,
        #"{"choices":[{"index":70.00000000000000000000000000000000000000000e-1,"delta":{"content":"a"},"finish_reason":null,"logprobs":null}]}"#,
        #"{"choices":[0,0,0,0,0,0,0,{"delta":{"content":"a"},"finish_reason":"stop","logprobs":{}}]}"#,
        #"{"choices":[{"\u0069ndex":7,"delta":{"c\u006fntent":"a"},"finish_reason":"stop","logprobs":{}}]}"#,
    ])
    func choiceIsFoundWhereverItStands(json: String) throws {
        let scan = try Self.chunk.scanned(json)
        #expect(scan.sites.filter { $0.target == .responseText }.map(\.channel.major) == [7])
        #expect(scan.values.map(\.name) == [.finishReason])
        #expect(scan.values.map(\.major) == [7])
        #expect(scan.droppable.map(\.major) == [7])
    }

    @Test(arguments: [
        #"-1"#, "1.5", "99999999999", "1e99", "1e99999999999999999999", #""07""#, "-0", "0.1e-9",
    ])
    func indexThatIsNoneTellsChoicesApart(index: String) throws {
        let one = try Self.chunk.scanned(#"{"choices":[{"index":\#(index),"delta":{"content":"a"}}]}"#)
        let two = try Self.chunk.scanned(#"{"choices":[{"delta":{"content":"a"},"index":\#(index)}]}"#)
        let site = try #require(one.sites.last { $0.target == .responseText })
        #expect(site.channel == two.sites.first?.channel)
    }

    @Test(arguments: [
        #"{"choices":[{"index":1,"index":2}]}"#,
        #"{"choices":[{"index":"a","\u0069ndex":2}]}"#,
    ])
    func indexThatComesTwiceIsRefused(json: String) {
        let error = #expect(throws: JSONError.self) { try Self.chunk.scanned(json, options: .response) }
        #expect(error?.reason == .duplicateKey)
    }

    @Test func toolCallsHaveTwoIndices() throws {
        let json = #"""
            {"choices":[{"delta":{"tool_calls":[
              {"function":{"arguments":"a"},"index":4},{"index":2,"function":{"arguments":"b"}},
              {"function":{"arguments":"c"}}]},"index":1}]}
            """#
        let scan = try Self.chunk.scanned(json)
        #expect(scan.sites.map(\.channel.major) == [1, 1, 1])
        #expect(scan.sites.map(\.channel.minor) == [4, 2, 2])
        #expect(scan.sites.allSatisfy { $0.encoding == .json })
    }

    @Test(arguments: [
        ("system", Target.requestSystem), ("developer", .requestSystem), ("user", .requestUser),
        ("assistant", .requestAssistant), ("tool", .requestToolResults), ("function", .requestToolResults),
        (#"\u0075ser"#, .requestUser),
    ])
    func roleGivesTheTarget(role: String, target: Target) throws {
        let before = #"{"messages":[{"role":"\#(role)","content":"a"},{"content":"b"}]}"#
        let after =
            #"{"messages":[{"content":[{"type":"text","text":"a"}],"role":"\#(role)"},{"content":"b"}]}"#
        let expected = [
            SeenSite(text: "a", target: target, kind: .whole),
            SeenSite(text: "b", target: .requestOther, kind: .whole),
        ]
        #expect(try Self.request.sites(before) == expected)
        #expect(try Self.request.sites(after) == expected)
    }

    @Test func unknownRoleIsReadItself() throws {
        let sites = try Self.request.sites(#"{"messages":[{"role":"poet","content":"a"}]}"#)
        #expect(sites.map(\.text) == ["poet", "a"])
        #expect(sites.map(\.target) == [.requestOther, .requestOther])
    }

    @Test func subtreeTakesKeysAndStrings() throws {
        let json = #"{"messages":[{"input":{"k":"v","n":[1,{"deep":"w"}],"":""}}]}"#
        let sites = try Self.request.sites(json)
        #expect(sites.map(\.text) == ["k", "v", "n", "1", "deep", "w"])
        #expect(sites.map(\.isKey) == [true, false, true, false, true, false])
        #expect(sites.allSatisfy { $0.target == .requestToolArguments })
    }

    @Test func anyKeyIsAText() throws {
        let sites = try Self.request.sites(#"{"metadata":{"a":"b"},"logit_bias":{"12":"x"},"model":"m"}"#)
        #expect(
            sites == [
                SeenSite(text: "a", target: .requestUser, kind: .whole, isKey: true),
                SeenSite(text: "b", target: .requestUser, kind: .whole),
            ])
    }

    @Test func arrayPositionCanBeTheIndex() throws {
        let sites = try Self.request.sites(#"{"prompt":["a","b"]}"#)
        #expect(sites.map(\.major) == [0, 1])
    }

    @Test func unnamedStringsAndKeysAreOther() throws {
        let json =
            #"{"choices":[{"index":2,"delta":{"thought":"x","content":["y"]}}],"extra":{"k":"z"},"n":1}"#
        #expect(
            try Self.chunk.sites(json) == [
                SeenSite(text: "thought", target: .responseOther, kind: .whole, major: 2, isKey: true),
                SeenSite(text: "x", target: .responseOther, kind: .delta, major: 2),
                SeenSite(text: "y", target: .responseOther, kind: .delta, major: 2),
                SeenSite(text: "extra", target: .responseOther, kind: .whole, isKey: true),
                SeenSite(text: "k", target: .responseOther, kind: .whole, isKey: true),
                SeenSite(text: "z", target: .responseOther, kind: .delta),
                SeenSite(text: "n", target: .responseOther, kind: .whole, isKey: true),
            ])
    }

    @Test(arguments: [#""text""#, #"["text"]"#, #"[[["text"]]]"#])
    func payloadNeedNotBeAnObject(json: String) throws {
        #expect(try Self.request.sites(json).map(\.text) == ["text"])
    }

    @Test func droppedSubtreesAreNotRead() throws {
        let json =
            #"{"choices":[{"logprobs":{"content":[{"token":"Hi"}]}}],"obfuscation":"a8Fx","usage":{"x":"y","completion_tokens":5}}"#
        let scan = try Self.chunk.scanned(json)
        #expect(scan.sites.isEmpty)
        #expect(
            scan.droppable.map { Array(json).string($0.member) } == [
                #""logprobs":{"content":[{"token":"Hi"}]}"#, #","obfuscation":"a8Fx""#,
            ])
        #expect(scan.values.map { Array(json).string($0.range) } == ["5"])
    }

    @Test(arguments: [
        ("https://example.org/a.png", true), ("data:image/png;base64,AAAA", false),
        ("DATA:text/plain;charset=x;BASE64,AAAA", false), ("data:text/plain,hello", true),
        ("data:hello there;base64,", true), (#"data:image\/png;base64,AAAA"#, false),
        ("data:;base64,", false), ("data:image/png;base64,aGVsbG8=", true),
        ("data:", true),
    ])
    func base64URLsOfOtherFilesThanTextsAreOpaque(url: String, isRead: Bool) throws {
        let json = #"{"messages":[{"content":[{"image_url":{"url":"\#(url)"}}],"role":"user"}]}"#
        #expect(try Self.request.sites(json).count == (isRead ? 1 : 0))
    }
}

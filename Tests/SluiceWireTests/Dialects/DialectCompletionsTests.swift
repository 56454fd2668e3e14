import SluiceWire
import Testing

/// Legacy Completions: which strings are texts, and prompts that hold none.
struct DialectCompletionsTests {
    private let dialect = Completions()

    @Test(arguments: [
        (
            #"{"model":"m","prompt":"say","suffix":"end","stop":"\n","echo":true,"user":"u"}"#,
            [
                "request.user|whole||say", "request.user|whole||end", "request.other|whole||\n",
                "request.other|whole||u",
            ]
        ),
        (#"{"prompt":["one","two"]}"#, ["request.user|whole||one", "request.user|whole||two"]),
        (#"{"prompt":[15496,995]}"#, []),
    ])
    func findsTheTextsOfARequest(payload: String, texts: [String]) throws {
        #expect(try DialectTexts.request(dialect, payload) == texts)
    }

    @Test func findsTheTextsOfAnswerAndEvent() throws {
        let payload =
            #"{"id":"x","object":"text_completion","created":1,"model":"m","choices":[{"text":"a","index":0,"logprobs":{"tokens":["a"]},"finish_reason":null},{"text":"b","index":1}]}"#
        #expect(
            try DialectTexts.answer(dialect, payload) == [
                "response.text|whole||a", "response.text|whole||a|mirror", "response.text|whole|1.0|b",
            ])
        #expect(
            try DialectTexts.event(dialect, payload) == [
                "response.text|delta||a", "response.text|piece||a|mirror", "response.text|delta|1.0|b",
            ])
    }

    @Test(arguments: [
        (#"{"prompt":"text"}"#, false), (#"{"prompt":["text","more"]}"#, false), (#"{"prompt":[]}"#, false),
        (#"{"prompt":[15496, 995]}"#, true), (#"{"prompt":[[15496],[995]]}"#, true),
        (#"{"prompt":["text", 995]}"#, true), (#"{"model":"m"}"#, false),
    ])
    func aPromptOfTokensIsSeen(payload: String, hasTokens: Bool) throws {
        #expect(try DialectStream(dialect, request: payload).ledger.request.hasTokenPrompt == hasTokens)
    }
}

import SluiceRecording

extension CanaryExchange {
    private static let path = "/v1beta/models/m"

    private static let parts = [
        #"{"text":"t","thoughtSignature":"s"}"#, #"{"text":"t","thought":true}"#,
        #"{"inlineData":{"mimeType":"image/png","data":"AAAA"}}"#,
        #"{"fileData":{"mimeType":"m","fileUri":"https://a.example/f"}}"#,
        #"{"functionCall":{"id":"i","name":"n","args":{"k":"v","n":1}}}"#,
        #"{"functionResponse":{"id":"i","name":"n","response":{"k":"v"}}}"#,
        #"{"executableCode":{"language":"PYTHON","code":"c"}}"#,
        #"{"codeExecutionResult":{"outcome":"OUTCOME_OK","output":"o"}}"#,
        #"{"audioTranscription":"a"}"#, #"{"toolCall":{"id":"i","args":{"k":"v"}}}"#,
        #"{"toolResponse":{"id":"i","response":{"k":"v"}}}"#, #"{"novel":{"k":["v"]}}"#,
    ]

    private static let request =
        #"{"model":"m","systemInstruction":{"role":"system","parts":[{"text":"s"}]},"contents":[{"role":"user","parts":[\#(parts.joined(separator: ","))]},{"role":"model","parts":[{"text":"t"}]},{"parts":[{"text":"t"}]}],"tools":[{"functionDeclarations":[{"name":"n","description":"d","parameters":{"type":"OBJECT","title":"t"}}]}],"toolConfig":{"functionCallingConfig":{"mode":"ANY","allowedFunctionNames":["n"]}},"generationConfig":{"stopSequences":["s"],"responseMimeType":"text/plain","responseSchema":{"title":"t"},"responseJsonSchema":{"title":"t"},"responseModalities":["TEXT"],"speechConfig":{"voice":"v"},"thinkingConfig":{"thinkingLevel":"low"}},"safetySettings":[{"category":"c","threshold":"t"}],"cachedContent":"c","labels":{"k":"v"},"novel":"n"}"#

    private static func answer(_ parts: [String], _ more: String = "") -> String {
        #"{"candidates":[{"content":{"parts":[\#(parts.joined(separator: ","))],"role":"model"},"index":0\#(more)}],"usageMetadata":{"promptTokenCount":1,"note":"n"},"modelVersion":"m","responseId":"r","createTime":"c"}"#
    }

    private static let metadata =
        #","finishReason":"STOP","finishMessage":"m","safetyRatings":[{"category":"c","probability":"p","severity":"s"}],"citationMetadata":{"citationSources":[{"uri":"u","license":"l"}]},"groundingMetadata":{"searchEntryPoint":{"renderedContent":"<b>h</b>"},"groundingChunks":[{"web":{"uri":"u","title":"t"}}],"webSearchQueries":["q"]},"urlContextMetadata":{"urlMetadata":[{"retrievedUrl":"u","urlRetrievalStatus":"s"}]},"logprobsResult":{"chosenCandidates":[{"token":"t"}]},"novel":"n""#

    private static let twice = parts.flatMap { part in
        ["a", "b"].map { text in
            answer([part.replacing(#""t""#, with: "\"\(text)\"").replacing(#""a""#, with: "\"\(text)\"")])
        }
    }

    private static func fragment(_ text: String) -> String {
        answer([
            #"{"functionCall":{"partialArgs":[{"jsonPath":"$.p","stringValue":"\#(text)","willContinue":true}],"willContinue":true}}"#
        ])
    }

    private static let stream =
        twice + [
            answer([#"{"functionCall":{"name":"n","willContinue":true}}"#]), fragment("a"), fragment("b"),
        ]
        + [answer([#"{"text":"c"}"#], metadata)]

    static let gemini = [
        make(
            path + ":generateContent", request,
            String(answer(parts, metadata).dropLast())
                + #","promptFeedback":{"blockReason":"b","blockReasonMessage":"m","safetyRatings":[{"category":"c"}]}}"#
        ),
        make(
            path + ":generateContent",
            #"{"contents":{"role":"user","parts":[{"function_call":{"name":"n"}},{"inline_data":{"mime_type":"m","data":"AAAA"}}]},"system_instruction":"s","generation_config":{"stopSequences":["s"]}}"#,
            #"{"error":{"code":400,"message":"m","status":"INVALID_ARGUMENT","details":[{"@type":"t","reason":"r","metadata":{"k":"v"}}]}}"#,
            status: 400),
        make(
            path + ":countTokens",
            #"{"generateContentRequest":{"model":"m","contents":[{"role":"user","parts":[{"text":"t"}]}]}}"#,
            #"{"totalTokens":1,"promptTokensDetails":[{"modality":"TEXT","tokenCount":1}]}"#),
        make(
            path + ":batchEmbedContents",
            #"{"requests":[{"model":"m","content":{"parts":[{"text":"t"}]},"taskType":"t","title":"t"}]}"#,
            #"{"embeddings":[{"values":[0.1]}]}"#),
        make(
            path + ":streamGenerateContent", #"{"contents":[]}"#,
            stream.map { "data: \($0)\r\n\r\n" }.joined(), type: "text/event-stream"),
        make(
            path + ":streamGenerateContent", #"{"contents":[]}"#,
            "[" + stream.joined(separator: "\r\n,\r\n") + "\r\n]\r\n"),
    ]
}

import NIOPosix
import SluiceGateway
import Testing

/// The provider inside the process, over its socket.
@Suite(.timeLimit(.minutes(4)))
struct SampleProviderTests {
    private func ask(_ path: String, _ body: String) async throws -> String {
        let provider = try await SampleProvider.start(group: MultiThreadedEventLoopGroup.singleton)
        let connection = try await RawConnection.connect(provider.port)
        try await connection.send(Wire.post(body, path: path, fields: ["connection: close"]))
        let answer = await connection.readToEnd()
        await connection.close()
        await provider.stop()
        return answer
    }

    @Test(arguments: [
        ("/v1/chat/completions", "data: [DONE]\n\n"), ("/v1/completions", "data: [DONE]\n\n"),
        ("/v1/messages", "event: message_stop"),
    ])
    func streamsSayTheScriptInPieces(_ path: String, _ ending: String) async throws {
        let message = #""messages":[{"role":"user","content":"my card"}],"prompt":"my card""#
        let answer = try await ask(path, "{\"model\":\"m\",\"stream\":true,\"sample_delay_ms\":0,\(message)}")
        #expect(answer.contains("text/event-stream") && answer.contains(ending))
        #expect(answer.contains("\"11 1111\"") && !answer.contains("4111 1111"))
    }

    @Test func wholeAnswersSayItAtOnce() async throws {
        let body = #"{"model":"m","n":2,"messages":[{"role":"user","content":"card"}]}"#
        let answer = try await ask("/v1/chat/completions", body)
        #expect(answer.split(separator: "4111 1111 1111 1111").count == 3)
    }

    @Test func usageAndToolCallsComeWhenAskedFor() async throws {
        let body = """
            {"model":"m","stream":true,"sample_delay_ms":0,"stream_options":{"include_usage":true},\
            "tools":[{"type":"function","function":{"name":"save"}}],\
            "messages":[{"role":"user","content":"use the tool"}]}
            """
        let answer = try await ask("/v1/chat/completions", body)
        #expect(answer.contains("\"name\":\"save\"") && answer.contains("\"total_tokens\""))
        #expect(answer.contains("\"finish_reason\":\"tool_calls\""))
    }
}

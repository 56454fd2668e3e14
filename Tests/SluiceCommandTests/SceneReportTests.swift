import SluiceWire
import Testing
import sluice

struct SceneReportTests {
    private let dialect = DialectRegistry.dialect(forPath: "/v1/chat/completions")

    private func answer(_ status: String, _ body: String) -> TimedAnswer {
        var answer = TimedAnswer()
        let message = "HTTP/1.1 \(status)\r\ncontent-length: \(body.utf8.count)\r\n\r\n\(body)"
        answer.append(Array(message.utf8)[...], at: .now)
        return answer
    }

    private func stream(_ texts: [String], finish: String) -> String {
        let deltas = texts.map { "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\($0)\"}}]}\n\n" }
        let end = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"\(finish)\"}]}\n\n"
        return deltas.joined() + end
    }

    private func lines(_ scene: Int, _ sent: TimedAnswer, _ received: TimedAnswer, _ rules: [String] = [])
        -> [String]
    {
        let result = SceneResult(sent: sent, received: received, rules: rules)
        return SceneReport(Scene.all[scene], result, dialect: dialect, style: .plain).lines(number: scene + 1)
    }

    @Test func aCleanStreamIsTheSame() {
        let said = answer("200 OK", stream(["A ", "gate."], finish: "stop"))
        #expect(
            lines(0, said, said) == [
                "1  A clean stream",
                "   asked     What is a sluice?",
                "   provider  A |gate.",
                "   client    the same, byte for byte (\(said.body.count) bytes)",
                "   held      nothing",
            ])
    }

    @Test func aBlockedRequestNeverReachedTheProvider() {
        let refusal = answer("400 Bad Request", #"{"error":{"code":"content_filter"}}"#)
        #expect(
            lines(2, TimedAnswer(), refusal, ["a.b block rules/a.rules.yaml:3"]) == [
                "3  A blocked request",
                "   asked     Summarise Project Larkspur Nine for the board.",
                "   provider  was never asked",
                #"   client    400 {"error":{"code":"content_filter"}}"#,
                "   rule      a.b block rules/a.rules.yaml:3",
            ])
    }

    @Test func aStoppedStreamSaysHowItEnded() {
        let sent = answer("200 OK", stream(["Well. ", "Tin Lantern Ledger"], finish: "stop"))
        let received = answer("200 OK", stream(["Well. "], finish: "content_filter"))
        #expect(lines(3, sent, received).contains("   client    Well.  then finish_reason: content_filter"))
    }
}

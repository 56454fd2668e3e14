import SluiceRecording
import Testing
import sluice

struct RecordedAnswersTests {
    private static let path = "/v1/chat/completions"

    private static func body(_ recording: Recording) -> [UInt8] { recording.exchange?.request.body ?? [] }

    @Test func theSameRequestGetsItsAnswer() {
        let scenes = RecordedScenes.all
        var answers = RecordedAnswers(scenes)
        #expect(answers.count == 5)
        for _ in 0..<2 {
            #expect(answers.take(method: "POST", path: Self.path, body: Self.body(scenes[2]))?.id == "heron")
        }
    }

    @Test func requestsThatAreAlikeGetTheirAnswersInTurn() {
        var answers = RecordedAnswers([RecordedScenes.all[0], RecordedScenes.all[1]])
        let ids = (0..<4).map { _ in answers.take(method: "POST", path: Self.path, body: [])?.id }
        #expect(ids == ["clean", "owl", "clean", "owl"])
    }

    @Test func whatWasNotRecordedHasNoAnswer() {
        var answers = RecordedAnswers(RecordedScenes.all + [Recording(id: "half", events: [])])
        #expect(answers.take(method: "GET", path: Self.path, body: []) == nil)
        #expect(answers.take(method: "POST", path: "/v1/messages", body: []) == nil)
    }

    @Test(arguments: [("9090", 9090), ("127.0.0.1:0", 0), ("localhost:80", 80)])
    func aPortIsRead(text: String, port: Int) {
        #expect(ServePort(argument: text)?.port == port)
    }

    @Test(arguments: ["", "0.0.0.0:80", "65536", "-1", "127.0.0.1:", "example.org:80", "1:2:3"])
    func onlyThisMachineIsServed(text: String) {
        #expect(ServePort(argument: text) == nil)
    }
}

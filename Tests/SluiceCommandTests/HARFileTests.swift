import SluicePipeline
import SluiceRecording
import Testing
import sluice

struct HARFileTests {
    private static func read(_ json: String) throws -> HTTPArchive {
        try HTTPArchive(file: "own.har", bytes: Array(json.utf8))
    }

    private static func entry(_ response: String, request: String = "") -> String {
        """
        {"startedDateTime":"2026-11-29T08:00:00.000Z","time":12.5,"cache":{},"timings":{"send":0,"wait":1,"receive":2},\
        "request":{"method":"POST","url":"https://api.example.org/v1/messages?beta=true","httpVersion":"h2",\
        "headers":[{"name":":authority","value":"api.example.org"},{"name":"x-api-key","value":"own-secret"},\
        {"name":"Content-Type","value":"application/json"}],"cookies":[{"name":"a","value":"b"}]\(request)},\
        "response":\(response)}
        """
    }

    private static let answer =
        #"{"status":200,"headers":[{"name":"content-encoding","value":"gzip"}],"content":{"size":2,"mimeType":"application/json","text":"{}"}}"#

    @Test func anArchiveOfABrowserIsRead() throws {
        let post = #","postData":{"mimeType":"application/json","text":"{\"a\":\"\\u00e4\"}","params":[]}"#
        let page = #"{"status":200,"headers":[],"content":{"mimeType":"text/html","text":"<p>"}}"#
        let other = Self.entry(page).replacing("application/json", with: "text/plain")
        let aborted = Self.entry(#"{"status":0,"headers":[],"content":{"mimeType":"x-unknown"}}"#)
        let archive = try Self.read(
            "\u{20}{\"log\":{\"version\":\"1.2\",\"pages\":[],\"entries\":[\(Self.entry(Self.answer, request: post)),\(other),\(aborted)]}}"
        )
        #expect(archive.recordings.count == 1 && archive.leftOut == 2)
        let recording = try #require(archive.recordings.first)
        let exchange = try #require(recording.exchange)
        #expect(recording.origin == "own.har" && recording.started == "2026-11-29T08:00:00.000Z")
        #expect(exchange.request.path == "/v1/messages" && exchange.request.query == "beta=true")
        #expect(exchange.request.body == Array(#"{"a":"\u00e4"}"#.utf8))
        #expect(
            exchange.request.fields.fields.map(\.value) == ["«redacted:1»", "application/json"])
        #expect(exchange.response.fields.fields.map(\.name) == ["content-type"])
        #expect(exchange.response.body == Array("{}".utf8))
    }

    @Test func aBodyInBase64IsRead() throws {
        let content = #"{"mimeType":"application/json","text":"e30=","encoding":"base64"}"#
        let entry = Self.entry(#"{"status":200,"headers":[],"content":\#(content)}"#)
        let archive = try Self.read(#"{"log":{"entries":[\#(entry)]}}"#)
        #expect(archive.recordings.first?.exchange?.response.body == Array("{}".utf8))
    }

    @Test(arguments: [
        (
            "",
            "own.har: not readable as a HAR file: an object, `log` in it, `entries` in that, each with `request` and `response`"
        ),
        (
            "[]",
            "own.har: not readable as a HAR file: an object, `log` in it, `entries` in that, each with `request` and `response`"
        ),
        ("{}", "own.har: no `log`: not a HAR file"),
        (
            #"{"log":{"entries":[{"request":3}]}}"#,
            "own.har: not readable as a HAR file: an object, `log` in it, `entries` in that, each with `request` and `response`"
        ),
        (
            #"{"log":{"entries":[{"request":{"method":"GET","url":"/x"},"response":{"status":200,"content":{"mimeType":"application/json","text":"?","encoding":"base64"}}}]}}"#,
            "own.har: entry 1: the body is no base64"
        ),
    ])
    func whatIsNoArchiveIsTold(json: String, expected: String) {
        let error = #expect(throws: CassetteError.self) { try Self.read(json) }
        #expect(error?.description == expected)
    }

    @Test func whatIsWrittenIsReadAgainPieceByPiece() throws {
        var odd = RecordedScenes.all[0]
        odd.events.insert(.init(10, .responseBody([0xFF, 0xFE])), at: odd.events.count - 1)
        for original in RecordedScenes.all + [odd] {
            let archive = try Self.read(HARFile.text([original]))
            let again = try #require(archive.recordings.first)
            #expect(again.exchange?.request.body == original.exchange?.request.body)
            #expect(again.exchange?.response.body == original.exchange?.response.body)
            #expect(again.cuts == original.cuts)
            #expect(
                again.events.filter { $0.microseconds > 0 }.map(\.microseconds)
                    == original.events.filter { $0.microseconds > 9 }.map(\.microseconds).map {
                        $0 == 11 ? 10 : $0
                    })
        }
    }

    @Test func theArchiveHasWhatTheFormatDemands() {
        let text = HARFile.text([RecordedScenes.all[0]])
        #expect(
            text.hasPrefix(
                #"{"log":{"version":"1.2","creator":{"name":"sluice","version":"0.1.0"},"entries":[{"#))
        for member in [
            "startedDateTime", "time", "httpVersion", "cookies", "queryString", "headersSize", "bodySize",
            "statusText",
            "redirectURL", "cache", "timings", "send", "wait", "receive", "mimeType", "size",
        ] {
            #expect(text.contains("\"\(member)\":"), "\(member)")
        }
    }
}

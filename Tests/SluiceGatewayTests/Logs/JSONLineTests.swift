import Foundation
import SluicePipeline
import Testing

@testable import SluiceGateway

/// The lines of the logs that are files.
struct JSONLineTests {
    @Test(arguments: ["plain", "a\tb", "\u{1}\r\n\"\\", "\u{7F}\u{2028}"])
    func aLineIsJSONWhateverItSays(text: String) throws {
        var line = JSONLine(at: Moment(milliseconds: 0))
        line.add("said", text)
        line.add("list", [text])
        let object = try JSONSerialization.jsonObject(with: Data(line.text.utf8)) as? [String: Any]
        #expect(object?["said"] as? String == text)
        #expect(object?["list"] as? [String] == [text])
        #expect(!line.text.contains("\n"))
    }
}

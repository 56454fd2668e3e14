import Foundation
import SluiceGateway
import SluiceRules
import Testing

/// Configurations named after their mistake, with the exact text that an operator sees beside them.
///
/// `SLUICE_UPDATE_FIXTURES=1` writes the texts anew: read the difference before it is committed.
struct BrokenConfigurationTests {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(
        path: "../Fixtures/Broken"
    ).standardized
    static let names =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?
        .filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(".yaml".count)) }.sorted() ?? []

    @Test(arguments: names)
    func everyFaultIsShownAtItsPlace(name: String) throws {
        let bytes = Array(try Data(contentsOf: Self.folder.appending(path: "\(name).yaml")))
        let diagnostics = Diagnostics()
        let configuration = ConfigurationLoader.load(
            path: "\(name).yaml", bytes: bytes, overrides: .init(), diagnostics)
        let text = DiagnosticRenderer().render(diagnostics)
        let expected = Self.folder.appending(path: "\(name).txt")
        if ProcessInfo.processInfo.environment["SLUICE_UPDATE_FIXTURES"] != nil {
            try text.write(to: expected, atomically: true, encoding: .utf8)
        }
        #expect(text == (try? String(contentsOf: expected, encoding: .utf8)))
        #expect(configuration == nil)
    }

    @Test func thereAreEnoughOfThem() {
        #expect(Self.names.count >= 30)
    }
}

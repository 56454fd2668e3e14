import Foundation
import SluiceRules
import Testing

/// Every way in which a file can become another one is seen without reading it.
struct FileMarksTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "marks-\(UUID().uuidString)")
    private var files: FileManager { .default }

    private func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: folder.appending(path: name))
    }

    /// The names that changed while something was done.
    private func changes(_ change: () throws -> Void) throws -> [String] {
        try files.createDirectory(at: folder.appending(path: "v1"), withIntermediateDirectories: true)
        try files.createDirectory(at: folder.appending(path: "v2"), withIntermediateDirectories: true)
        defer { try? files.removeItem(at: folder) }
        for name in ["a", "b", ".hidden", "v1/x", "v2/x"] { try write("one", name) }
        try link("v1")
        let before = FileMarks([folder.path])
        try change()
        return FileMarks([folder.path]).changes(since: before).map {
            String($0.dropFirst(folder.path.count + 1))
        }
    }

    private func link(_ target: String) throws {
        let link = folder.appending(path: "current").path
        try? files.removeItem(atPath: link)
        try files.createSymbolicLink(atPath: link, withDestinationPath: target)
    }

    @Test func nothingIsNoChange() throws {
        #expect(try changes {} == [])
    }

    @Test func aNewFileARemovedOneAndAChangedOne() throws {
        #expect(try changes { try write("new", "c") } == ["c"])
        #expect(try changes { try files.removeItem(at: folder.appending(path: "a")) } == ["a"])
        #expect(try changes { try write("longer", "b") } == ["b"])
        #expect(try changes { try write("two", ".hidden") } == [])
    }

    @Test func aFileOfTheSameSizeAndAgeThatTookAnothersPlace() throws {
        let changed = try changes {
            let url = folder.appending(path: "a")
            let age = try #require(files.attributesOfItem(atPath: url.path)[.modificationDate])
            try write("two", ".part")
            try files.setAttributes(
                [.modificationDate: age], ofItemAtPath: folder.appending(path: ".part").path)
            #expect(rename(folder.appending(path: ".part").path, url.path) == 0)
        }
        #expect(changed == ["a"])
    }

    @Test func aLinkThatLeadsElsewhere() throws {
        #expect(try changes { try link("v2") } == ["current/x"])
    }

    @Test func theLatestChangeIsAboutNow() throws {
        try files.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? files.removeItem(at: folder) }
        #expect(FileMarks([folder.path]).latestMilliseconds == nil)
        let before = Int(Date().timeIntervalSince1970 * 1000) - 100
        try write("one", "a")
        let latest = try #require(FileMarks([folder.path]).latestMilliseconds)
        #expect((before...Int(Date().timeIntervalSince1970 * 1000) + 1).contains(latest))
    }
}

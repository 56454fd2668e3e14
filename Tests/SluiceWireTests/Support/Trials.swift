import Foundation

/// How often a randomised test tries: `usual`, or as many times as `SLUICE_FUZZ_TRIALS` says.
func trials(_ usual: Int) -> Int {
    ProcessInfo.processInfo.environment["SLUICE_FUZZ_TRIALS"].flatMap(Int.init) ?? usual
}

/// The folder with the public test data, which is not part of the repository.
let sharedFolder: URL? = {
    let package = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    let folder =
        ProcessInfo.processInfo.environment["SLUICE_SHARED"].map { URL(filePath: $0) }
        ?? package.deletingLastPathComponent().appending(path: "shared")
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
}()

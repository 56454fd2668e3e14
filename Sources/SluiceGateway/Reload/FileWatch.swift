import NIOCore
import NIOPosix
import SluicePipeline
import SluiceRules

/// Reloads when a file of the rules or of the clients has changed and has been quiet for a while.
///
/// Files are looked at several times a second, not listened to. That works on every file system and in every container,
/// network and overlay ones as well, where the kernel tells of no change that was made elsewhere; it sees the link that
/// leads to another folder by now, as Kubernetes exchanges a ConfigMap; it has no queue that overflows. A look costs a
/// system call for each file.
struct FileWatch: Sendable {
    private static let shortest = Duration.milliseconds(20)
    private static let longest = Duration.seconds(1)
    /// How far the times of files lag behind the clock, in milliseconds.
    private static let clockLag = 50

    private let task: Task<Void, Never>

    /// Begins to look; nil where nobody wants it.
    init?(_ configuration: GatewayConfiguration, _ reloader: Reloader, _ threads: NIOThreadPool) {
        guard let settle = configuration.sources.settle else { return nil }
        let began = configuration.sources.began
        let interval = min(max(settle / 4, Self.shortest), Self.longest)
        task = Task {
            var settling: Settling<FileMarks>?
            while !Task.isCancelled {
                let paths = await reloader.paths
                guard let marks = try? await threads.runIfActive({ FileMarks(paths) }) else { return }
                if settling == nil {
                    settling = Settling(
                        known: Self.isRead(marks, before: began) ? marks : nil, for: TimeAmount(settle))
                }
                if settling?.look(marks, at: .now()) ?? false { await reloader.reload(.watch) }
                try? await Task.sleep(for: interval)
            }
        }
    }

    func stop() {
        task.cancel()
    }

    /// Whether files that look so have not been changed since they were first read.
    private static func isRead(_ marks: FileMarks, before began: Moment) -> Bool {
        marks.latestMilliseconds.map { $0 < began.milliseconds - clockLag } ?? false
    }
}

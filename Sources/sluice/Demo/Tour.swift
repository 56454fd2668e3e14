import SluiceWire

/// Takes a person through the scenes, over real sockets.
struct Tour {
    /// The longest wait for the log to say which rule acted.
    private static let patience = Duration.seconds(2)
    private static let path = "/v1/chat/completions"

    let client: DemoClient
    let tap: DemoTap
    let rules: AsyncStream<[String]>
    let style: Style

    /// Runs all scenes and tells about each as it ends.
    func run() async throws {
        for (index, scene) in Scene.all.enumerated() {
            let result = try await play(scene)
            let dialect = DialectRegistry.dialect(forPath: Self.path)
            let report = SceneReport(scene, result, dialect: dialect, style: style)
            Output.standard.line(report.lines(number: index + 1).joined(separator: "\n") + "\n")
        }
    }

    private func play(_ scene: Scene) async throws -> SceneResult {
        tap.listen()
        let received = try client.post(Self.path, scene.body)
        let acted = scene.isRuled ? await nextRules() : []
        return SceneResult(sent: tap.take(), received: received, rules: acted)
    }

    private func nextRules() async -> [String] {
        await withTaskGroup(of: [String].self) { group in
            group.addTask {
                var names = rules.makeAsyncIterator()
                return await names.next() ?? []
            }
            group.addTask {
                try? await Task.sleep(for: Self.patience)
                return []
            }
            defer { group.cancelAll() }
            return await group.next() ?? []
        }
    }
}

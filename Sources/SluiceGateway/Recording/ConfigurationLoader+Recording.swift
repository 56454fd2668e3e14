import SluiceRules

/// `record`.
extension ConfigurationLoader {
    /// Where exchanges are recorded, and how many; nil: nowhere.
    func recording(_ node: ConfigNode?) -> RecordingOptions? {
        guard let node else { return nil }
        var map = node.mapping("record", textAs: "dir", diagnostics)
        let directory = map.requiredString("dir")
        var options = RecordingOptions(directory: resolve(directory ?? ""))
        if let bytes = map.bytes("max_bytes") { options.maximumBytes = bytes }
        if let count = map.int("max_exchanges", in: 1...1_000_000) { options.maximumExchanges = count }
        if let age = map.duration("max_age") { options.maximumAge = age }
        options.headers = map.stringList("headers") ?? []
        let content = map.choice("content", of: ["full", "mask"]) ?? "full"
        options.filter = recordingFilter(map.node("only"), content: content)
        map.finish()
        return directory == nil ? nil : options
    }

    private func recordingFilter(_ node: ConfigNode?, content: String) -> RecordingFilter {
        var conditions = [(name: "content", value: content)]
        if var map = node?.mapping("only", diagnostics) {
            for name in RecordingFilter.names {
                conditions += (map.stringList(name) ?? []).map { (name, $0) }
            }
            if map.bool("hits_only") == true { conditions.append(("hits_only", "true")) }
            map.finish()
        }
        do throws(RecordingFilter.Fault) {
            return try RecordingFilter(conditions)
        } catch {
            diagnostics.error(.badValue, error.reason, at: node?.span)
            return RecordingFilter()
        }
    }
}

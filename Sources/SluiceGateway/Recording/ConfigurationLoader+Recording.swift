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
        map.finish()
        return directory == nil ? nil : options
    }
}

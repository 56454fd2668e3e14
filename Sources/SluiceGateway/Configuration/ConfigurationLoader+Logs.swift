import SluiceRules

/// `decision_log`, `access_log` and `trusted_proxies`.
extension ConfigurationLoader {
    /// What `decision_log` says.
    struct DecisionLog {
        var logsReceipts = false
        var file: LineLog.Options?
    }

    /// Where decisions are logged, and whether with receipts.
    func decisionLog(_ node: ConfigNode?) -> DecisionLog {
        var log = DecisionLog()
        guard let node else { return log }
        var map = node.mapping("decision_log", textAs: "file", diagnostics)
        log.logsReceipts = map.bool("receipts") ?? false
        log.file = file(in: &map)
        let onFailure = map.choice("on_failure", LineLog.OnFailure.self)
        if let onFailure { log.file?.onFailure = onFailure }
        if let content = map.node("content"), content.text != "none" {
            diagnostics.error(
                .unsupportedField, "`content` is always `none` in this release", at: content.span,
                help: "the log holds positions and never text")
        }
        for key in ["hmac_key_env", "clean_sample"] { refuse(key, in: &map) }
        map.finish()
        return log
    }

    /// Where requests are logged; nil: nowhere.
    func accessLog(_ node: ConfigNode?) -> LineLog.Options? {
        guard let node else { return nil }
        var map = node.mapping("access_log", textAs: "file", diagnostics)
        if map.node("file") == nil { _ = map.requiredNode("file") }
        let log = file(in: &map)
        map.finish()
        return log
    }

    private func file(in map: inout ConfigMapping) -> LineLog.Options? {
        let path = map.string("file")
        let rotate = map.node("rotate")
        guard let path else { return nil }
        var options = LineLog.Options(path: resolve(path))
        if let rotate, let bytes = rotate.byteCount("rotate", diagnostics) {
            if bytes < 1024 {
                diagnostics.error(.badValue, "`rotate` has to be at least 1KiB", at: rotate.span)
            }
            options.rotateBytes = bytes
        }
        return options
    }

    /// The proxies whose word about a client's address counts.
    func trustedProxies(_ node: ConfigNode?) -> [AddressRange] {
        guard let node else { return [] }
        return (node.elements("trusted_proxies", diagnostics) ?? []).compactMap { element in
            guard let text = element.string("trusted_proxies", diagnostics) else { return nil }
            guard let range = AddressRange(text) else {
                diagnostics.error(
                    .badValue, "`\(text)` is no range of addresses", at: element.span,
                    help: "write `10.0.0.0/8`, `2001:db8::/32`, or one address")
                return nil
            }
            return range
        }
    }
}

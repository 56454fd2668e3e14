import SluicePipeline
import SluiceRules

/// Secrets, which stand in the environment or in files of their own, never in the configuration.
extension ConfigurationLoader {
    /// The secret that `NAME_env` or `NAME_file` leads to; nil when neither is there or an error was reported.
    ///
    /// - Parameter isOptional: Whether a variable that isn't set is as good as no field.
    func secret(_ name: String, in map: inout ConfigMapping, isOptional: Bool = false) -> String? {
        let variable = map.node(name + "_env")
        let file = map.node(name + "_file")
        if let variable, file != nil {
            diagnostics.error(
                .badValue, "`\(name)_env` and `\(name)_file` exclude each other", at: variable.span)
        }
        if let variable, let text = variable.string(name + "_env", diagnostics) {
            guard let value = overrides.environment(text), !value.isEmpty else {
                guard !isOptional else { return nil }
                diagnostics.error(
                    .badValue, "the environment variable `\(text)` is not set, or empty", at: variable.span,
                    help: "set it before starting Sluice, or name a file with `\(name)_file`")
                return nil
            }
            return clean(value, "the environment variable `\(text)`", at: variable)
        }
        guard let file, let text = file.string(name + "_file", diagnostics) else { return nil }
        guard let bytes = RuleFiles.disk.read(resolve(text)), bytes.count <= 16 << 10 else {
            diagnostics.error(.unreadable, "the file with the secret can't be read", at: file.span)
            return nil
        }
        return clean(String(decoding: bytes, as: UTF8.self), "the file", at: file)
    }

    /// The secret without blanks and line ends around it, if it can stand in a header field; never says what it is.
    private func clean(_ text: String, _ origin: String, at node: ConfigNode) -> String? {
        func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
        let bytes = text.utf8.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
        guard !bytes.isEmpty, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            diagnostics.error(
                .badValue, "\(origin) holds nothing that could be a key: one line of printable characters",
                at: node.span)
            return nil
        }
        return String(decoding: Array(bytes), as: UTF8.self)
    }
}

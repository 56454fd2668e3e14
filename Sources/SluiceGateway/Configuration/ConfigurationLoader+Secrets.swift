import SluicePipeline
import SluiceRules

/// Secrets, which stand in the environment or in files of their own, never in the configuration.
extension ConfigurationLoader {
    /// The secret that `NAME_env` or `NAME_file` leads to; nil when neither is there or an error was reported.
    ///
    /// - Parameter isOptional: Whether a variable that isn't set is as good as no field.
    func secret(_ name: String, in map: inout ConfigMapping, isOptional: Bool = false) -> String? {
        refuseInline(name, in: &map)
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
        let path = resolve(text)
        guard let bytes = RuleFiles.disk.read(path) else {
            diagnostics.error(
                .unreadable, "the secret's file " + RuleFiles.disk.unreadable(path), at: file.span,
                help: "it has to hold one line, and to be readable by the user that Sluice runs as")
            return nil
        }
        return clean(String(decoding: bytes, as: UTF8.self), "the file", at: file)
    }

    /// Refuses a secret in the configuration itself, without showing its line.
    private func refuseInline(_ name: String, in map: inout ConfigMapping) {
        for member in map.members where [name, "api_" + name].contains(member.key) && !member.value.isNull {
            map.ignore(member.key)
            var complaint = Diagnostic(
                .error, .unknownField, "`\(member.key)`: a secret doesn't stand in the configuration",
                at: member.keySpan,
                help: "name a variable that holds it with `\(name)_env`, or a file with `\(name)_file`")
            complaint.sourceLine = nil
            diagnostics.report(complaint)
        }
    }

    /// The secret without blanks and line ends around it, if it can stand in a header field; never says what it is.
    private func clean(_ text: String, _ origin: String, at node: ConfigNode) -> String? {
        func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
        let bytes = text.utf8.drop(while: isBlank).reversed().drop(while: isBlank).reversed()
        guard !bytes.isEmpty, bytes.count <= 16 << 10, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else {
            diagnostics.error(
                .badValue, "\(origin) holds nothing that could be a key: one line of printable characters",
                at: node.span)
            return nil
        }
        return String(decoding: Array(bytes), as: UTF8.self)
    }
}

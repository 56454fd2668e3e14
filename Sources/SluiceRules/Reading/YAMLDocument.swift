import SluiceWire
internal import Yams

/// Reads one YAML file into nodes.
///
/// What is refused: bytes that are no UTF-8, control characters, several documents, duplicate keys, merge
/// keys, keys that are no scalars, explicit tags, and anything nested or repeated (through aliases) beyond
/// what a file written by hand can need.
package enum YAMLDocument {
    /// How deep values may nest.
    static let maximumDepth = 64
    /// How many values a file may have once its aliases are written out.
    static let maximumNodes = 500_000

    /// Reads a file's bytes.
    ///
    /// - Returns: The document's root, or nil after reporting why there is none.
    package static func read(path: String, bytes: [UInt8], _ diagnostics: Diagnostics) -> ConfigNode? {
        let content = ByteOrderMark.dropped(from: bytes)
        guard let text = String(validating: content, as: UTF8.self) else {
            let span = SourceSpan(
                source: SourceFile(path: path, text: String(decoding: content, as: UTF8.self)),
                line: 1 + validLines(content), column: 1)
            diagnostics.error(.yaml, "the file is not valid UTF-8 on this line", at: span)
            return nil
        }
        return read(SourceFile(path: path, text: text), diagnostics)
    }

    /// Reads a text that is in memory already.
    package static func read(_ source: SourceFile, _ diagnostics: Diagnostics) -> ConfigNode? {
        do {
            let parser = try Parser(yaml: source.text, resolver: .basic, encoding: .utf8)
            guard let root = try parser.singleRoot() else {
                diagnostics.error(
                    .yaml, "the file is empty", at: SourceSpan(source: source, line: 1, column: 1))
                return nil
            }
            let errors = diagnostics.errorCount
            var converter = NodeConverter(source: source, diagnostics: diagnostics)
            let node = converter.convert(root)
            return diagnostics.errorCount == errors ? node : nil
        } catch let error as YamlError {
            report(error, source, diagnostics)
        } catch {
            diagnostics.error(
                .yaml, "the file can't be parsed", at: SourceSpan(source: source, line: 1, column: 1))
        }
        return nil
    }

    /// The number of line feeds before the first byte that is no UTF-8.
    private static func validLines(_ bytes: ArraySlice<UInt8>) -> Int {
        var lines = 0
        for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
            guard String(validating: line, as: UTF8.self) != nil else { break }
            lines += 1
        }
        return lines
    }
}

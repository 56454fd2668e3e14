import SluiceMatching
package import SluiceWire

extension RuleSelection {
    /// A scanner at the beginning of a text.
    var scanner: StreamScanner { StreamScanner(selection, under: circumstances) }

    /// Holds a text that is there whole against the rules.
    ///
    /// - Parameters:
    ///   - isSigned: Whether a signature is over it.
    ///   - memory: Memory for the search, of no meaning before and afterwards.
    /// - Returns: The filter behind the text's end; nil: nothing was found, and nothing changes.
    package func filter(
        whole text: Span<UInt8>, encoding: TextEncoding = .plain, isSigned: Bool = false,
        memory: inout [UInt8]
    ) -> TextFilter? {
        guard encoding == .plain, text.count <= SluiceMatching.Selection.wholeTextLimit else {
            var filter = TextFilter(self, encoding: encoding, isSigned: isSigned)
            filter.finish(with: text)
            return filter
        }
        let found = selection.search(text, under: circumstances, memory: &memory)
        return found.isEmpty ? nil : TextFilter(self, isSigned: isSigned, text: text, found: found)
    }
}

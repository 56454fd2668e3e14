package import SluiceWire

extension Target {
    /// How a text of this kind is written when it stands alone, in an example or in a file.
    ///
    /// Tool arguments are JSON; what doesn't look like it is one decoded string of them.
    package func encoding(of text: [UInt8]) -> TextEncoding {
        guard self == .requestToolArguments || self == .responseToolArguments,
            let first = text.first(where: { $0 > 0x20 }), "{[\"".utf8.contains(first)
        else { return .plain }
        return .json
    }
}

import Synchronization

extension CodePointClass {
    /// An item of a regex that matches one code point.
    private struct Item: Hashable {
        var bytes: [UInt8]
        var isCaseless: Bool
    }

    private static let answers = Mutex<[Item: ByteSet]>([:])
    private static let answerLimit = 1_024

    /// The class of an item, as PCRE2 tells when it is tried with every ASCII character.
    ///
    /// - Parameter item: An item that matches one code point, with the settings it needs before it.
    init?(asking item: [UInt8], isCaseless: Bool) {
        let item = Item(bytes: item, isCaseless: isCaseless)
        if let known = Self.answers.withLock({ $0[item] }) {
            self.init(ascii: known, beyond: .unknown)
            return
        }
        guard let regex = try? CompiledRegex(item.bytes, isCaseless: isCaseless, isAnchored: true) else {
            return nil
        }
        self.init(beyond: .unknown) { byte in
            unsafe withUnsafeBytes(of: byte) { bytes in
                unsafe bytes.withMemoryRebound(to: UInt8.self) { unsafe regex.finds(in: $0) }
            }
        }
        let ascii = ascii
        Self.answers.withLock { answers in
            if answers.count >= Self.answerLimit { answers.removeAll() }
            answers[item] = ascii
        }
    }
}

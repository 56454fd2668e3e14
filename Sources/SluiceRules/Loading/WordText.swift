internal import Glibc
internal import SluiceWire

/// A word list as text, whatever its encoding.
package struct WordText {
    package let text: String
    package let encoding: WordEncoding

    /// Decodes; nil when the bytes are in none of the encodings, or not in the one that is named.
    ///
    /// Bytes that are UTF-8 are UTF-8. Else a byte order mark decides, then whichever of GB18030 and Big5 decodes
    /// without a fault and yields the larger share of the common Han characters.
    package init?(_ bytes: [UInt8], encoding: WordEncoding? = nil) {
        if let encoding {
            guard let text = Self.decode(bytes, encoding) else { return nil }
            self.text = text
            self.encoding = encoding
            return
        }
        let isMarked = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
        let candidates: [WordEncoding] = isMarked ? [.utf16] : [.utf8]
        let found =
            Self.first(candidates, bytes) ?? Self.likeliest([.gb18030, .big5], bytes)
        guard let found else { return nil }
        text = found.text
        self.encoding = found.encoding
    }

    /// The lines, without their ends.
    package var lines: [Substring] {
        text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" || $0 == "\r" }
    }

    private static func first(
        _ encodings: [WordEncoding], _ bytes: [UInt8]
    ) -> (text: String, encoding: WordEncoding)? {
        for encoding in encodings {
            if let text = decode(bytes, encoding) { return (text, encoding) }
        }
        return nil
    }

    private static func likeliest(
        _ encodings: [WordEncoding], _ bytes: [UInt8]
    ) -> (text: String, encoding: WordEncoding)? {
        let decoded = encodings.compactMap { encoding in
            decode(bytes, encoding).map { (text: $0, encoding: encoding, share: commonShare(of: $0)) }
        }
        return decoded.max { $0.share < $1.share }.map { ($0.text, $0.encoding) }
    }

    /// How many of the characters beyond ASCII stand in the main block of Han characters, those of level 1 counting most.
    ///
    /// Text of one of the two encodings read as the other is full of rare characters and of other scripts.
    private static func commonShare(of text: String) -> Double {
        var all = 0
        var common = 0.0
        for scalar in text.unicodeScalars where !scalar.isASCII {
            all += 1
            switch scalar.value {
            case 0x4E00...0x9FA5: common += likely.contains(scalar) ? 2 : 1
            case 0x3000...0x303F, 0xFF00...0xFF5E: common += 1
            default: break
            }
        }
        return all == 0 ? 0 : common / Double(all)
    }

    /// The most frequent characters of Chinese, simplified and traditional.
    private static let likely = Set(
        "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里"
            .unicodeScalars
    )
    .union("這個們來為國說時會對於著過發後裡學麼經當現點電話機關門長東車馬無業錢賣買藥槍彈".unicodeScalars)

    private static func decode(_ bytes: [UInt8], _ encoding: WordEncoding) -> String? {
        switch encoding {
        case .utf8:
            return String(validating: ByteOrderMark.dropped(from: bytes), as: UTF8.self)
        case .utf16: return convert(bytes, from: "UTF-16")
        case .gb18030: return convert(bytes, from: "GB18030")
        case .big5: return convert(bytes, from: "BIG5-HKSCS") ?? convert(bytes, from: "BIG5")
        }
    }

    /// Converts with the C library's tables; nil where a byte fits nowhere.
    private static func convert(_ bytes: [UInt8], from name: String) -> String? {
        guard let converter = iconv_open("UTF-8", name), converter != iconv_t(bitPattern: -1) else {
            return nil
        }
        defer { iconv_close(converter) }
        var input = bytes.map { CChar(bitPattern: $0) }
        var output = [CChar](repeating: 0, count: bytes.count * 4 + 16)
        var rest = input.count
        var room = output.count
        let isDone = input.withUnsafeMutableBufferPointer { input in
            output.withUnsafeMutableBufferPointer { output in
                var from = input.baseAddress
                var to = output.baseAddress
                return iconv(converter, &from, &rest, &to, &room) != size_t.max && rest == 0
            }
        }
        guard isDone else { return nil }
        let utf8 = output[..<(output.count - room)].map { UInt8(bitPattern: $0) }
        return String(validating: ByteOrderMark.dropped(from: utf8), as: UTF8.self)
    }
}

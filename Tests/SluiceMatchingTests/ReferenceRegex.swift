import CPCRE2

/// A regex as PCRE2's interpreter sees it: no machine code, no start optimisations, no partial matching.
final class ReferenceRegex {
    private let searching: OpaquePointer
    private let anchored: OpaquePointer
    private let data: OpaquePointer

    init?(_ regex: String, isCaseless: Bool = false) {
        let options =
            UInt32(PCRE2_UTF) | UInt32(PCRE2_NO_START_OPTIMIZE) | (isCaseless ? UInt32(PCRE2_CASELESS) : 0)
        guard let searching = Self.compile(regex, options),
            let anchored = Self.compile(regex, options | UInt32(PCRE2_ANCHORED)),
            let data = pcre2_match_data_create_8(32, nil)
        else { return nil }
        self.searching = searching
        self.anchored = anchored
        self.data = data
    }

    deinit {
        pcre2_code_free_8(searching)
        pcre2_code_free_8(anchored)
        pcre2_match_data_free_8(data)
    }

    private static func compile(_ regex: String, _ options: UInt32) -> OpaquePointer? {
        var fault: Int32 = 0
        var offset = 0
        let bytes = Array(regex.utf8)
        return pcre2_compile_8(bytes, bytes.count, options, &fault, &offset, nil)
    }

    /// All matches of the whole text, one after the other.
    func matches(in text: [UInt8]) -> [Range<Int>] {
        var result: [Range<Int>] = []
        while let match = match(searching, in: text, from: result.last?.upperBound ?? 0, options: 0) {
            result.append(match)
        }
        return result
    }

    /// All matches where a start in the block [k·block, (k+1)·block) sees nothing beyond (k+1)·block + reach.
    func matches(in text: [UInt8], block: Int, reach: Int) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var start = 0
        while start < text.count {
            var end = (start / block + 1) * block + reach
            let isCut = end < text.count
            end = min(end, text.count)
            while isCut, text[end] & 0xC0 == 0x80 { end -= 1 }
            let options = isCut ? UInt32(PCRE2_NOTEOL) : 0
            if let match = match(anchored, in: Array(text[..<end]), from: start, options: options) {
                result.append(match)
                start = match.upperBound
            } else {
                start += 1
                while start < text.count, text[start] & 0xC0 == 0x80 { start += 1 }
            }
        }
        return result
    }

    private func match(_ code: OpaquePointer, in text: [UInt8], from start: Int, options: UInt32) -> Range<
        Int
    >? {
        let result = pcre2_match_8(
            code, text, text.count, start, options | UInt32(PCRE2_NOTEMPTY), data, nil)
        guard result >= 0, let vector = pcre2_get_ovector_pointer_8(data) else { return nil }
        return vector[0]..<vector[1]
    }
}

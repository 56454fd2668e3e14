/// Makes texts and ways to cut them.
struct RandomText {
    private static let english = [
        "the", "of", "and", "a", "to", "in", "is", "that", "it", "was", "for", "on", "with", "as", "his",
        "they",
        "at", "be", "this", "have", "from", "or", "word", "but", "what", "some", "we", "can", "out", "other",
        "server", "request", "token", "value", "configuration", "e.g.", "user's", "API", "2024", "3.5",
        "(see",
        "below)", "\n\n", "https", "mail", "e-mail", "section", "Straße", "naïve",
    ]
    private static let chinese = [
        "的", "一", "是", "不", "了", "人", "我", "在", "有", "他", "这", "为", "之", "大", "来", "以", "个", "中", "上", "们",
        "系统",
        "配置", "用户", "請求", "服务器", "文件", "，", "。", "“", "”", "\n", "使用", "技术", "ＡＰＩ", "１", "𠮷",
    ]
    /// Bytes that are no UTF-8, or only the beginning of some.
    private static let broken: [[UInt8]] = [
        [0x80], [0xC2], [0xE4, 0xB8], [0xE4], [0xF0, 0x9F, 0x98], [0xF0, 0x9F], [0xFF], [0xED, 0xA0, 0x80],
        [0xC0, 0xAF], [0xF4, 0x90, 0x80, 0x80], [0xBF, 0xBF, 0xBF, 0xBF, 0xBF], [0],
    ]

    /// A text for patterns that look for `pieces`.
    static func next(_ kind: FuzzKind, of pieces: [String], _ generator: inout SeededGenerator) -> [UInt8] {
        switch kind {
        case .short, .lists:
            var text = RegexFuzzTests.text(of: pieces, &generator)
            if generator.below(4) == 0 { breakUp(&text, &generator) }
            return text
        case .long:
            return long(of: pieces, &generator)
        }
    }

    /// Prose with pieces in it, at times many of the same in a row.
    private static func long(of pieces: [String], _ generator: inout SeededGenerator) -> [UInt8] {
        let length = generator.pick([1_000, 1_500, 2_000, 4_000, 4_000, 9_000, 17_000, 33_000, 64_000])
        let words = generator.pick([english, chinese, english + chinese, pieces])
        let separator = words == chinese ? "" : " "
        let rarity = generator.pick([2, 5, 20, 100])
        let runs = generator.pick([0, 0, 3])
        var text: [UInt8] = []
        while text.count < length {
            if generator.below(rarity) == 0 {
                for _ in 0..<1 + generator.below(6) { text += generator.pick(pieces).utf8 }
            } else if runs > 0, generator.below(200) < runs {
                let piece = Array(generator.pick(pieces + ["a", "@", "字", " "]).utf8)
                for _ in 0..<generator.below(700) { text += piece }
            } else {
                text += (generator.pick(words) + separator).utf8
            }
        }
        text.removeSubrange(length...)
        if generator.below(3) == 0 { breakUp(&text, &generator) }
        return text
    }

    /// Puts bytes that are no UTF-8 into a text, and takes others out.
    private static func breakUp(_ text: inout [UInt8], _ generator: inout SeededGenerator) {
        for _ in 0..<1 + generator.below(6) {
            let place = generator.below(text.count + 1)
            if generator.below(3) == 0, place < text.count {
                text.remove(at: place)
            } else {
                text.insert(contentsOf: generator.pick(broken), at: place)
            }
        }
    }

    /// Places to cut a text: everywhere, often, or only here and there.
    static func cuts(of text: [UInt8], _ kind: FuzzKind, _ generator: inout SeededGenerator) -> [Int] {
        guard kind == .long else { return RegexFuzzTests.cuts(of: text, &generator) }
        let steps = text.count <= 4_000 ? [1, 3, 40, 400, 3_000] : [60, 700, 3_000, 20_000, 40_000]
        var step = generator.pick(steps)
        let isMixed = generator.below(3) == 0
        var cuts: [Int] = []
        var position = 0
        while true {
            if isMixed, generator.below(40) == 0 { step = generator.pick(steps) }
            position += generator.below(step) + 1
            if position >= text.count { return cuts }
            cuts.append(position)
        }
    }
}

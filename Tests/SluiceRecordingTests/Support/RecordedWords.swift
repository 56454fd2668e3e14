import SluiceRecording
import SluiceWire

/// Words of a recorded stream's own texts that stand across the border of two deltas.
struct RecordedWords {
    /// From all channels, in the order of the texts, without repetition: one word, or two with a blank between them.
    private(set) var acrossBorders: [String] = []

    init(_ recorded: RecordedExchange) {
        var texts: [(channel: ChannelKey, text: [UInt8], borders: [Int])] = []
        let events = Respread(
            recorded.response.body, recorded.framing ?? .sse, dialect: recorded.dialect
        ).events
        for event in events {
            guard let delta = event.delta else { continue }
            let channel = delta.part.channel
            let index = texts.firstIndex { $0.channel == channel } ?? texts.count
            if index == texts.count { texts.append((channel, [], [])) }
            texts[index].text += event.bytes[delta.range]
            texts[index].borders.append(texts[index].text.count)
        }
        for text in texts {
            for border in text.borders { take(text.text, border) }
        }
    }

    private mutating func take(_ text: [UInt8], _ border: Int) {
        var lower = border
        var upper = border
        if upper < text.count, text[upper] == 0x20 { upper += 1 }
        if upper == border, lower > 0, text[lower - 1] == 0x20 { lower -= 1 }
        while lower > 0, Self.isLetter(text[lower - 1]) { lower -= 1 }
        while upper < text.count, Self.isLetter(text[upper]) { upper += 1 }
        let word = text[lower..<upper]
        guard lower < border, border < upper, word.count >= 5, word.first != 0x20, word.last != 0x20 else {
            return
        }
        let around = [lower - 1, upper].filter(text.indices.contains).map { text[$0] }
        guard around.allSatisfy({ $0 < 0x80 && $0 != 0x5C && $0 != 0x5F && !(0x30...0x39).contains($0) })
        else {
            return
        }
        let string = String(decoding: word, as: UTF8.self)
        if !acrossBorders.contains(string) { acrossBorders.append(string) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20) >= UInt8(ascii: "a") && (byte | 0x20) <= UInt8(ascii: "z")
    }
}

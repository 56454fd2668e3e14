import SluiceRecording
import SluiceWire

/// What a client reads out of an answer: its texts, each whole, and why it ended.
struct DeliveredAnswer {
    /// Running texts put together, and the texts that stand for themselves.
    private(set) var texts: [[UInt8]] = []
    /// The last finish reason, as the provider calls it.
    private(set) var finish: String?

    /// - Parameters:
    ///   - framing: How the answer is cut into events; nil for an answer in one piece.
    init(_ body: [UInt8], status: Int, _ framing: StreamFraming?, dialect: any Dialect) {
        var running: [ChannelKey: Int] = [:]
        guard let framing, status < 400 else {
            take(body, status < 400 ? dialect.answer : dialect.errorAnswer, &running)
            return
        }
        var parser = EventStreamParser(framing: framing)
        parser.append(body.span)
        while let frame = parser.next() ?? parser.finish() {
            let name = frame.name.map { Array(parser.buffer[$0]) }
            switch frame.data {
            case .none: break
            case .line(let range): take(Array(parser.buffer[range]), dialect.event, name: name, &running)
            case .joined(let data): take(data, dialect.event, name: name, &running)
            }
        }
    }

    private mutating func take(
        _ payload: [UInt8], _ table: PathTable, name: [UInt8]? = nil, _ running: inout [ChannelKey: Int]
    ) {
        var scan = PayloadScan()
        do throws(JSONError) {
            try table.scan(payload.span, options: .response, eventType: name?.span, into: &scan)
        } catch {
            texts.append(payload)
            return
        }
        for site in scan.sites where site.isText {
            var text: [UInt8] = []
            JSONText.decode(payload.span, site.range, into: &text)
            if site.kind == .delta, let index = running[site.channel] {
                texts[index] += text
            } else {
                if site.kind == .delta { running[site.channel] = texts.count }
                texts.append(text)
            }
        }
        for value in scan.values where value.name == .finishReason || value.name == .stopReason {
            let raw = payload[value.range]
            if raw.count > 1, raw.first == UInt8(ascii: "\"") {
                finish = String(decoding: raw.dropFirst().dropLast(), as: UTF8.self)
            }
        }
    }

    /// The text that has most in common with one that isn't there; nil where none has anything.
    func nearest(to text: String) -> String? {
        let wanted = Array(text.utf8)
        let shares = texts.map { Self.longestCommonPart($0, wanted) }
        guard let most = shares.max(), most > 0, let index = shares.firstIndex(of: most) else { return nil }
        return String(validating: texts[index], as: UTF8.self)
    }

    /// The length of the longest run of bytes that two texts have in common.
    private static func longestCommonPart(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var row = [Int](repeating: 0, count: right.count + 1)
        var longest = 0
        for byte in left {
            var diagonal = 0
            for index in right.indices {
                let above = row[index + 1]
                row[index + 1] = byte == right[index] ? diagonal + 1 : 0
                longest = max(longest, row[index + 1])
                diagonal = above
            }
        }
        return longest
    }

    /// Whether one of the texts holds another.
    func holds(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard let first = wanted.first else { return true }
        return texts.contains { bytes in
            guard bytes.count >= wanted.count else { return false }
            return (0...(bytes.count - wanted.count)).contains { start in
                bytes[start] == first && bytes[start..<(start + wanted.count)].elementsEqual(wanted)
            }
        }
    }
}

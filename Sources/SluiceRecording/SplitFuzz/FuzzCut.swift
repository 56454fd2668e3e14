/// One way in which a stream is cut, in a form that a command line takes: a failure names it, and it can be tried again.
package enum FuzzCut: Sendable, Equatable {
    /// Neighbouring events as one, whose text is cut again.
    package struct Run: Sendable, Equatable {
        /// The number of the run of mergeable events.
        package var number: Int
        /// The numbers of the code points before which the text is cut.
        package var codePoints: [Int]

        package init(number: Int, codePoints: [Int]) {
            self.number = number
            self.codePoints = codePoints
        }
    }

    /// Not at all: the stream as it was recorded, and the whole answer that it amounts to.
    case none
    /// In the bytes, behind every event.
    case events
    /// In the bytes, at these offsets of the body.
    case bytes([Int])
    /// In the text of one event, before the code point with this number.
    case text(event: Int, codePoint: Int)
    /// In the texts, at every code point.
    case finest
    /// In as few events as the texts can come in.
    case coarsest
    /// In the texts, these runs of events anew and all others as they were recorded.
    case runs([Run])

    /// Where the cuts are made.
    package var layer: FuzzFailure.Layer {
        switch self {
        case .none: .recorded
        case .events, .bytes: .transport
        case .text, .finest, .coarsest, .runs: .deltas
        }
    }
}

extension FuzzCut: LosslessStringConvertible {
    /// `none`, `events`, `finest`, `coarsest`, `bytes:12,40`, `text:EVENT:CODEPOINT`, `runs:3=1,4+7=`.
    package var description: String {
        switch self {
        case .none: "none"
        case .events: "events"
        case .bytes(let offsets): "bytes:" + Self.list(offsets)
        case .text(let event, let codePoint): "text:\(event):\(codePoint)"
        case .finest: "finest"
        case .coarsest: "coarsest"
        case .runs(let runs):
            "runs:" + runs.map { "\($0.number)=\(Self.list($0.codePoints))" }.joined(separator: "+")
        }
    }

    /// Nil when the text is no such form.
    package init?(_ description: String) {
        let parts = description.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        switch (parts[0], parts.count) {
        case ("none", 1): self = .none
        case ("events", 1): self = .events
        case ("finest", 1): self = .finest
        case ("coarsest", 1): self = .coarsest
        case ("bytes", 2):
            guard let offsets = Self.numbers(parts[1]), !offsets.isEmpty else { return nil }
            self = .bytes(offsets)
        case ("text", 3):
            guard let event = Self.number(parts[1]), let codePoint = Self.number(parts[2]) else { return nil }
            self = .text(event: event, codePoint: codePoint)
        case ("runs", 2):
            var runs: [Run] = []
            for part in parts[1].split(separator: "+", omittingEmptySubsequences: false) {
                let halves = part.split(separator: "=", omittingEmptySubsequences: false).map(String.init)
                guard halves.count == 2, let number = Self.number(halves[0]),
                    let codePoints = Self.numbers(halves[1])
                else { return nil }
                runs.append(Run(number: number, codePoints: codePoints))
            }
            self = .runs(runs)
        default: return nil
        }
    }

    private static func list(_ numbers: [Int]) -> String {
        numbers.map(String.init).joined(separator: ",")
    }

    private static func number(_ text: String) -> Int? {
        Int(text).flatMap { $0 >= 0 ? $0 : nil }
    }

    /// Ascending numbers with commas between them; none where the text is empty.
    private static func numbers(_ text: String) -> [Int]? {
        guard !text.isEmpty else { return [] }
        var numbers: [Int] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let number = number(String(part)), numbers.last.map({ $0 < number }) ?? true else {
                return nil
            }
            numbers.append(number)
        }
        return numbers
    }
}

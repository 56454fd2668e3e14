import SluiceWire
import Testing

struct JSONFuzzTests {
    private static let seeds = [
        #"{"id":"c-1","choices":[{"index":0,"delta":{"content":"Hi \u00e9 \ud83d\ude00"},"logprobs":null}],"usage":{"completion_tokens":12}}"#,
        #"{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"é漢😀"}]},{"content":"x","role":"tool"}],"metadata":{"a":"b"}}"#,
        #"[1,-0.5e+7,true,false,null,"",{},[],{"a":{"a":[{"a":"\\\"\/\b\f\n\r\t"}]}}]"#,
    ]
    private static let arguments = PathTable(
        side: .request, [.subtree("", .requestToolArguments), .droppable("a[]"), .droppable("id")])
    private static let alphabet = Array(#"{}[]",:\u0019dDeE-+. ntrf"# + "é😀\n\u{1}")

    /// Whatever comes in: no trap, and every reported range lies in the payload, in order.
    private func examine(_ bytes: [UInt8]) {
        for table in [PathTableTests.chunk, PathTableTests.request, JSONGrammarTests.table, Self.arguments] {
            for options in [JSONOptions.request, .response] {
                guard let scan = try? table.scanned(bytes, options: options, event: "e") else { continue }
                var last = 0
                for site in scan.sites {
                    #expect(site.range.lowerBound >= last && site.range.upperBound <= bytes.count)
                    last = site.range.upperBound
                    #expect(site.isEscaped == bytes[site.range].contains(UInt8(ascii: "\\")))
                }
                let dropped = scan.droppable.allSatisfy {
                    $0.member.lowerBound <= $0.range.lowerBound && $0.range.upperBound <= $0.member.upperBound
                        && $0.member.upperBound <= bytes.count
                }
                #expect(dropped)
                var edited: [UInt8] = []
                JSONEditor.apply(
                    scan.sites.map { ($0, [TextEdit(range: 1..<3, replacement: Array("é\"\n"))]) },
                    dropping: scan.droppable, to: bytes.span, into: &edited)
                #expect((try? table.scanned(edited, options: .response)) != nil, "\(bytes)")
            }
        }
    }

    @Test func randomBytesDoNoHarm() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededGenerator(seed: seed)
        print("seed \(seed)")
        for _ in 0..<trials(2000) {
            let length = Int.random(in: 0...40, using: &random)
            examine((0..<length).map { _ in Self.alphabet.randomElement(using: &random) ?? 0 })
            examine((0..<length).map { _ in UInt8.random(in: 0...255, using: &random) })
        }
    }

    @Test func mutatedPayloadsDoNoHarm() {
        let seed = UInt64.random(in: 0 ... .max)
        var random = SeededGenerator(seed: seed)
        print("seed \(seed)")
        for _ in 0..<trials(2000) {
            var bytes = Array(Self.seeds.randomElement(using: &random) ?? "")
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0...3, using: &random) {
                case 0: bytes[place] = Self.alphabet.randomElement(using: &random) ?? 0
                case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
                case 2: bytes.remove(at: place)
                default:
                    let end = Int.random(in: place..<bytes.count, using: &random)
                    bytes.insert(
                        contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
                }
            }
            examine(bytes)
        }
    }

    @Test func everyPrefixIsRefused() {
        for seed in Self.seeds {
            let bytes = Array(seed)
            for end in 0..<bytes.count {
                #expect(throws: JSONError.self) {
                    try PathTableTests.chunk.scanned(Array(bytes[..<end]), options: .response)
                }
            }
        }
    }
}

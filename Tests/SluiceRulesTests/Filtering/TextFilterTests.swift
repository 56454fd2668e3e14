import SluiceRules
import SluiceWire
import Testing

struct TextFilterTests {
    /// What came of one text: what left, piece by piece, and what was found.
    private struct Result: Equatable {
        var output: [UInt8] = []
        var rules: [String] = []
        var isBlocked = false
    }

    private func run(_ pieces: [[UInt8]], _ encoding: TextEncoding) throws -> (Result, prefixes: [[UInt8]]) {
        let view = try FilteringRules.view()
        var filter = TextFilter(view.selection(for: .responseText), encoding: encoding)
        let text = pieces.flatMap { $0 }
        var result = Result()
        var released = 0
        var prefixes: [[UInt8]] = []
        func release(_ filter: inout TextFilter) {
            let end = filter.block?.span.lowerBound ?? filter.decided
            guard end > released else { return }
            let part = Array(text[released..<end])
            var position = 0
            for edit in filter.edits(in: released..<end) {
                result.output += part[position..<edit.range.lowerBound]
                result.output += edit.replacement
                position = edit.range.upperBound
            }
            result.output += part[position...]
            released = end
            filter.discard(below: end)
            prefixes.append(result.output)
        }
        for piece in pieces {
            filter.append(piece.span)
            result.rules += filter.takeHits().map { view.set.rules[$0.active.rule].id }
            release(&filter)
        }
        filter.finish()
        result.rules += filter.takeHits().map { view.set.rules[$0.active.rule].id }
        result.rules.sort()
        release(&filter)
        result.isBlocked = filter.block != nil
        return (result, prefixes)
    }

    @Test(arguments: [
        ("an old copper wire, copper wire, old copper wire", TextEncoding.plain),
        (#"{"a":"an old copper wire","b":"copper wire, old\u0020copper wire"}"#, .json),
    ])
    func whatExceptionsTakeAwayIsCountedOnceHoweverTheTextIsCut(text: String, encoding: TextEncoding) throws {
        let view = try FilteringRules.view()
        let rule = try #require(view.set.rules.firstIndex { $0.id == "test.wire" })
        let bytes = Array(text.utf8)
        for size in 1...bytes.count {
            var filter = TextFilter(view.selection(for: .responseText), encoding: encoding)
            var exceptions: [Int] = []
            for start in stride(from: 0, to: bytes.count, by: size) {
                let progress = filter.append(Array(bytes[start..<min(start + size, bytes.count)]).span)
                let taken = filter.takeExceptions()
                #expect(taken.isEmpty || progress.hasHits)
                exceptions += taken
            }
            if size.isMultiple(of: 2) { filter.close() } else { filter.finish() }
            exceptions += filter.takeExceptions()
            #expect(exceptions == [rule, rule], "pieces of \(size)")
        }
    }

    static let texts: [(String, TextEncoding, String, [String])] = [
        ("nothing here", .plain, "nothing here", []),
        ("pay 1234 5678 now", .plain, "pay [card] now", ["test.card"]),
        ("1234 5678", .plain, "[card]", ["test.card"]),
        ("1234567", .plain, "1234567", []),
        ("see project nightjar", .plain, "see [name]", ["test.name"]),
        ("project nightjars", .plain, "project nightjars", []),
        ("project nightjar nest", .plain, "[name] nest", ["test.name"]),
        ("a quotation b", .plain, "a qu** b", ["test.quote"]),
        ("one forbidden step, two", .plain, "one ", ["test.stop"]),
        ("1234 5678 forbidden step 1234 5678", .plain, "[card] ", ["test.card", "test.card", "test.stop"]),
        ("this is counted only so", .plain, "this is counted only so", ["test.shadow"]),
        ("夜鹰 project nightjar 夜鹰", .plain, "夜鹰 [name] 夜鹰", ["test.name"]),
        (#"{"pan":"1234 5678"}"#, .json, #"{"pan":"[card]"}"#, ["test.card"]),
        (#"{"pan":"1234 \u0035678"}"#, .json, #"{"pan":"[card]"}"#, ["test.card"]),
        (#"{"pan":12345678}"#, .json, #"{"pan":"[card]"}"#, ["test.card"]),
        (#"{"project":"nightjar"}"#, .json, #"{"project":"nightjar"}"#, []),
        (#"{"t":"project \"nightjar\""}"#, .json, #"{"t":"project \"nightjar\""}"#, []),
        (#"{"t":"a\nproject nightjar\n"}"#, .json, #"{"t":"a\n[name]\n"}"#, ["test.name"]),
        (#"{"t":"x forbidden step","u":"y"}"#, .json, #"{"t":"x "#, ["test.stop"]),
    ]

    @Test(arguments: texts)
    func theResultIsAFunctionOfTheTextAlone(
        text: String, encoding: TextEncoding, expected: String, rules: [String]
    ) throws {
        let bytes = Array(text.utf8)
        let (whole, _) = try run([bytes], encoding)
        #expect(String(decoding: whole.output, as: UTF8.self) == expected)
        #expect(whole.rules.sorted() == rules.sorted())
        var splits = (0...bytes.count).map { [Array(bytes[..<$0]), Array(bytes[$0...])] }
        splits.append(bytes.map { [$0] })
        for split in splits {
            let (result, prefixes) = try run(split, encoding)
            #expect(result.output == whole.output, "\(split.map(\.count))")
            #expect(result.isBlocked == whole.isBlocked)
            #expect(prefixes.allSatisfy { whole.output.starts(with: $0) }, "\(split.map(\.count))")
        }
    }

    @Test(arguments: texts)
    func aWholeTextIsOnePieceAndItsEnd(
        text: String, encoding: TextEncoding, expected: String, rules: [String]
    ) throws {
        let selection = try FilteringRules.view().selection(for: .responseText)
        let bytes = Array(text.utf8)
        var pieces = TextFilter(selection, encoding: encoding)
        pieces.append(bytes.span)
        pieces.finish()
        var whole = TextFilter(selection, encoding: encoding)
        whole.finish(with: bytes.span)
        #expect(whole.takeHits() == pieces.takeHits())
        #expect(whole.edits(in: 0..<bytes.count) == pieces.edits(in: 0..<bytes.count))
        #expect(whole.decided == bytes.count)
    }

    @Test func shadowRulesHoldNothing() throws {
        var filter = TextFilter(try FilteringRules.view().selection(for: .responseText))
        filter.append(Array("so counted onl".utf8).span)
        #expect(filter.decided == 14)
        filter.append(Array("y that".utf8).span)
        #expect(filter.takeHits().count == 1)
    }

    @Test func shadowRulesHoldNoEscapeOfNestedJSON() throws {
        let set = try FilteringRules.view().set
        let view = set.view(level: 2, overrides: RuleOverrides(shadow: ["*"]))
        var filter = TextFilter(view.selection(for: .responseToolArguments), encoding: .json)
        let piece = Array(#"{"a":"b\u00"#.utf8)
        filter.append(piece.span)
        #expect(filter.decided == piece.count)
    }

    @Test func aTextWithoutRulesIsDecidedAtOnce() {
        var filter = TextFilter(nil)
        filter.append(Array("anything".utf8).span)
        #expect(filter.decided == 8)
        #expect(filter.edits(in: 0..<8).isEmpty)
    }
}

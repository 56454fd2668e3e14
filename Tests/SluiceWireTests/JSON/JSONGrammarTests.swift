import Foundation
import SluiceWire
import Testing

struct JSONGrammarTests {
    static let table = PathTable(side: .request, [])
    private static let nonNumbers = [
        "n_number_NaN.json", "n_number_infinity.json", "n_number_minus_infinity.json",
    ]

    @Test(arguments: [
        "{}", "[]", "null", " true ", "\t[\r\n]\n", "0", "-0", "-1.5e+10", "1E5", "10", #""""#,
        #""\"\\\/\b\f\n\r\t""#,
        #""\u0000\uD83D\uDE00""#, #"{"a":[1,{"b":null}],"c":"d"}"#,
        "\"\u{7f}\u{80}\u{7ff}\u{fffd}\u{10ffff}\"",
        "\"\u{2028}\"", #"{"":0," ":1}"#,
    ])
    func wellFormedTextsAreRead(json: String) throws {
        _ = try Self.table.scanned(json, options: .request)
        _ = try Self.table.scanned(json, options: .response)
    }

    @Test(arguments: [
        ("", JSONError(.unexpectedEnd, at: 0)), (" ", JSONError(.unexpectedEnd, at: 1)),
        ("{", JSONError(.unexpectedEnd, at: 1)), ("[1", JSONError(.unexpectedEnd, at: 2)),
        ("[1,]", JSONError(.unexpectedByte, at: 3)), (#"{"a":1,}"#, JSONError(.unexpectedByte, at: 7)),
        (#"{"a" 1}"#, JSONError(.unexpectedByte, at: 5)), ("{a:1}", JSONError(.unexpectedByte, at: 1)),
        ("[1}", JSONError(.unexpectedByte, at: 2)), ("1 2", JSONError(.trailingBytes, at: 2)),
        ("{}{}", JSONError(.trailingBytes, at: 2)), ("// x\n1", JSONError(.unexpectedByte, at: 0)),
        ("NaN", JSONError(.unexpectedByte, at: 0)), ("nul", JSONError(.unexpectedEnd, at: 3)),
        ("trueX", JSONError(.trailingBytes, at: 4)), ("truX", JSONError(.unexpectedByte, at: 3)),
        ("01", JSONError(.invalidNumber, at: 0)), ("-", JSONError(.invalidNumber, at: 0)),
        ("1.", JSONError(.invalidNumber, at: 0)), ("1e+", JSONError(.invalidNumber, at: 0)),
        (".5", JSONError(.unexpectedByte, at: 0)), ("+1", JSONError(.unexpectedByte, at: 0)),
        ("\"a", JSONError(.unexpectedEnd, at: 2)), ("\"a\nb\"", JSONError(.controlCharacter, at: 2)),
        (#""\x""#, JSONError(.invalidEscape, at: 1)), (#""\u12G4""#, JSONError(.invalidEscape, at: 1)),
        (#""\u12"#, JSONError(.unexpectedEnd, at: 5)), (#""\"#, JSONError(.unexpectedEnd, at: 2)),
        ("\u{feff}{}", JSONError(.unexpectedByte, at: 0)),
    ])
    func malformedTextsAreRefusedWithTheirPlace(json: String, error: JSONError) {
        #expect(throws: error) { try Self.table.scanned(json, options: .request) }
    }

    @Test(
        arguments: [
            [0x80], [0xc3], [0xc0, 0x80], [0xe0, 0x9f, 0xbf], [0xed, 0xa0, 0x80], [0xf0, 0x8f, 0x80, 0x80],
            [0xf4, 0x90, 0x80, 0x80], [0xf5, 0x80, 0x80, 0x80], [0xe2, 0x82], [0xff],
        ] as [[UInt8]])
    func illFormedUTF8IsRefused(bytes: [UInt8]) {
        let json = Array("[\"a") + bytes + Array("\"]")
        #expect(throws: JSONError(.invalidUTF8, at: 3)) { try Self.table.scanned(json, options: .response) }
    }

    @Test(arguments: [
        #""\ud800""#, #""\ud800x""#, #""\udc00\ud800""#, #""\ud800\u0041""#, #"{"\ud83d":1}"#,
    ])
    func loneSurrogatesAreForResponsesOnly(json: String) throws {
        #expect(throws: JSONError.self) { try Self.table.scanned(json, options: .request) }
        _ = try Self.table.scanned(json, options: .response)
    }

    @Test(arguments: [
        #"{"a":1,"a":2}"#, #"{"a":1,"\u0061":2}"#,
        #"[{"x":{"long key of this":1,"b":2,"long key of this":1}}]"#,
        #"{"\u00e9":1,"é":2}"#,
    ])
    func duplicateKeysAreRefusedWhereTextsAreRead(json: String) throws {
        for options in [JSONOptions.request, .response] {
            let error = #expect(throws: JSONError.self) { try Self.table.scanned(json, options: options) }
            #expect(error?.reason == .duplicateKey)
        }
        let silent = PathTable(side: .response, [.opaqueSubtree("")])
        #expect(throws: JSONError.self) { try silent.scanned(json, options: .request) }
        _ = try silent.scanned(json, options: .response)
    }

    @Test func aNamedMemberMayStandInManyObjectsAndOnceInEach() throws {
        let names = (0..<128).map { "m\($0)" }
        let table = PathTable(side: .response, names.map { .text("a[].\($0)", .responseText) })
        let object = "{" + names.map { "\"\($0)\":\"x\"" }.joined(separator: ",") + "}"
        #expect(try table.scanned("{\"a\":[\(object),\(object)]}", options: .response).sites.count == 256)
        for name in ["m0", "m63", "m64", "m127", "\\u006d1"] {
            let twice = object.dropLast() + ",\"\(name)\":\"y\"}"
            #expect(throws: JSONError.self, "\(name)") {
                try table.scanned("{\"a\":[\(twice)]}", options: .response)
            }
        }
    }

    @Test(arguments: ["NaN", "[Infinity]", #"{"a":-Infinity,"b":[NaN,1]}"#])
    func nonNumbersAreForResponsesOnly(json: String) throws {
        #expect(throws: JSONError.self) { try Self.table.scanned(json, options: .request) }
        _ = try Self.table.scanned(json, options: .response)
    }

    @Test(arguments: ["Na", "nan", "-NaN", "+Infinity", "-infinity", "Inf", "NaNx", "Infinityx", "-"])
    func nothingElseIsANonNumber(json: String) {
        #expect(throws: JSONError.self) { try Self.table.scanned(json, options: .response) }
    }

    @Test(arguments: [2, 15, 16, 17, 40, 5000])
    func duplicateKeyIsFoundAmongMany(count: Int) throws {
        let members = (0..<count).map { #""k\#($0)":{"k0":[{"k1":0}]}"# }
        _ = try Self.table.scanned("{" + members.joined(separator: ",") + "}")
        for repeated in [0, count / 2, count - 1] {
            let json = "{" + (members + [#""\u006b\#(repeated)":0"#]).joined(separator: ",") + "}"
            #expect(throws: JSONError.self) { try Self.table.scanned(json) }
        }
    }

    @Test func nestingIsLimited() throws {
        for (open, close) in [("[", "]"), (#"{"a":"#, "}")] {
            let inner = open == "[" ? "" : "0"
            func nested(_ depth: Int) -> String {
                String(repeating: open, count: depth) + inner + String(repeating: close, count: depth)
            }
            _ = try Self.table.scanned(nested(128))
            let error = #expect(throws: JSONError.self) { try Self.table.scanned(nested(129)) }
            #expect(error?.reason == .tooDeep)
            #expect(throws: JSONError.self) { try Self.table.scanned(nested(100_000)) }
        }
    }

    @Test func textsAreLimitedInNumber() throws {
        func texts(_ count: Int) -> String {
            "[" + Array(repeating: #""a""#, count: count).joined(separator: ",") + "]"
        }
        let most = JSONOptions.maximumTexts
        #expect(try Self.table.scanned(texts(most)).sites.count == most)
        let error = #expect(throws: JSONError.self) { try Self.table.scanned(texts(most + 1)) }
        #expect(error?.reason == .tooManyTexts)
    }

    @Test(arguments: [(10, false), (100_000, true)])
    func memoryForUnusuallyManyTextsIsReturned(count: Int, isReturned: Bool) throws {
        let json = "[" + Array(repeating: #""a""#, count: count).joined(separator: ",") + "]"
        var scan = try Self.table.scanned(json)
        scan.trim()
        #expect(scan.sites.count == (isReturned ? 0 : count))
        #expect(scan.sites.capacity < 5000)
    }

    @Test func longNumbersAreRead() throws {
        _ = try Self.table.scanned("[1" + String(repeating: "0", count: 100_000) + "]")
    }

    @Test func aByteOrderMarkIsForResponsesOnly() throws {
        #expect(try Self.table.scanned("\u{feff}[\"a\"]", options: .response).sites.first?.range == 5..<6)
    }

    @Test func aFailedScanIsEmpty() {
        var scan = PayloadScan()
        let json = Array(#"{"a":"b","c":}"#)
        #expect(throws: JSONError.self) { try Self.table.scan(json.span, options: .request, into: &scan) }
        #expect(scan.sites.isEmpty)
    }

    @Test(.enabled(if: sharedFolder != nil))
    func theParsingTestSuitePasses() throws {
        let folder = try #require(sharedFolder).appending(path: "data/jsontestsuite/test_parsing")
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
        #expect(files.count > 300)
        for file in files.sorted() {
            let bytes = [UInt8](try Data(contentsOf: folder.appending(path: file)))
            for (name, options) in [("request", JSONOptions.request), ("response", .response)] {
                let isRead = (try? Self.table.scanned(bytes, options: options)) != nil
                let isDuplicate = file.contains("duplicated_key")
                if file.hasPrefix("y_") {
                    #expect(isRead == !isDuplicate, "\(file) \(name)")
                } else if Self.nonNumbers.contains(file) {
                    #expect(isRead == (name == "response"), "\(file) \(name)")
                } else if file.hasPrefix("n_") {
                    #expect(!isRead, "\(file) \(name)")
                }
            }
        }
    }
}

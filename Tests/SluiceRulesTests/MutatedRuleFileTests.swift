import Foundation
import SluiceRules
import Testing

/// Broken files are refused with words and never end the process.
struct MutatedRuleFileTests {
    /// SplitMix64: small, seeded, the same everywhere.
    private struct Generator: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var z = state
            z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
            z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
            return z ^ (z >> 31)
        }
    }

    static let pieces = [
        "{", "}", "[", "]", "'", "\"", ":", "- ", "\n", "\t", "&a ", "*a", "!!int ", "|", ">-\n", "#", "<<: ",
        "\\", "(",
        "{16", "null", "大", "\u{FEFF}", "\u{0}", "\r", "---\n", "99999999999999999999", "{first:", "(?i)",
        "[:^",
    ]

    private func mutate(_ bytes: inout [UInt8], _ generator: inout Generator) {
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            let place = Int.random(in: 0...max(0, bytes.count - 1), using: &generator)
            switch Int.random(in: 0..<5, using: &generator) {
            case 0: bytes.remove(at: place)
            case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 2:
                bytes.insert(
                    contentsOf: Self.pieces.randomElement(using: &generator).map { Array($0.utf8) } ?? [],
                    at: place)
            case 3:
                bytes.removeSubrange(
                    place..<min(bytes.count, place + Int.random(in: 1...40, using: &generator)))
            default:
                let end = min(bytes.count, place + Int.random(in: 1...200, using: &generator))
                bytes.insert(contentsOf: Array(bytes[place..<end]), at: place)
            }
            if bytes.isEmpty { bytes = [0x61] }
        }
    }

    @Test func mutatedFilesNeverEndTheProcess() throws {
        let environment = ProcessInfo.processInfo.environment
        let seed = environment["SLUICE_FUZZ_SEED"].flatMap(UInt64.init) ?? 20_261_121
        let rounds = environment["SLUICE_FUZZ_ROUNDS"].flatMap(Int.init) ?? 400
        print("mutated rule files: seed \(seed), \(rounds) rounds")
        var generator = Generator(state: seed)
        let broken = RuleFixtures.folder.appending(path: "Broken")
        let names = try FileManager.default.contentsOfDirectory(atPath: broken.path)
            .filter { $0.hasSuffix(".rules.yaml") }.sorted()
        var seeds = try names.map { Array(try Data(contentsOf: broken.appending(path: $0))) }
        let shipped = RuleFixtures.package.appending(path: "rules/personal/general.rules.yaml")
        seeds.append(Array(try Data(contentsOf: shipped)))
        seeds.removeAll(where: \.isEmpty)
        for _ in 0..<rounds {
            var bytes = seeds.randomElement(using: &generator) ?? []
            mutate(&bytes, &generator)
            let diagnostics = Diagnostics()
            let set = RuleSet.load(["a.rules.yaml"], files: .memory(["a.rules.yaml": bytes]), diagnostics)
            #expect((set == nil) == diagnostics.hasErrors)
            #expect(diagnostics.all.isEmpty == DiagnosticRenderer().render(diagnostics).isEmpty)
        }
    }
}

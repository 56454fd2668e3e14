import Glibc

/// How long a fuzzer runs and from which seed, and what it has compared.
struct FuzzRun {
    /// `SLUICE_FUZZ_TRIALS`: how many trials each fuzzer makes; without it, few enough for every build.
    static let askedTrials = number(named: "SLUICE_FUZZ_TRIALS")
    /// `SLUICE_FUZZ_SEED`: where the random numbers begin.
    static let askedSeed = number(named: "SLUICE_FUZZ_SEED").map(UInt64.init)

    private let name: String
    private let seed: UInt64
    private let most: Int
    private var rounds: UInt64 = 0
    /// A trial is one text, cut in one way, against one selection.
    private(set) var trials = 0
    private(set) var matches = 0
    private(set) var bytes = 0
    private var reported = 0

    /// A run of so many trials; where trials are asked for, of `share` of them.
    init(_ name: String, seed: UInt64, usualTrials: Int, share: Double = 1) {
        self.name = name
        self.seed = Self.askedSeed ?? seed
        most = Self.askedTrials.map { max(1, Int(Double($0) * share)) } ?? usualTrials
    }

    var isOver: Bool { trials >= most }

    /// The seed of the next round; a run that begins with it begins with that round.
    mutating func nextSeed() -> UInt64 {
        defer { rounds += 1 }
        return seed &+ rounds
    }

    /// Counts a trial.
    mutating func count(matches: Int, bytes: Int) {
        trials += 1
        self.matches += matches
        self.bytes += bytes
        if Self.askedTrials != nil, trials - reported >= 100_000 { report() }
    }

    /// Says what was compared, if trials were asked for.
    mutating func report() {
        guard Self.askedTrials != nil else { return }
        reported = trials
        print(
            "\(name): seed \(seed), \(rounds) rule sets, \(trials) trials, \(bytes) bytes, \(matches) matches compared"
        )
    }

    private static func number(named name: String) -> Int? {
        getenv(name).flatMap { Int(String(cString: $0)) }
    }
}

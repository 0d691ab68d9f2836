import Foundation

/// How long and how hard the torture is: small in an ordinary test run, as asked for by `script/torture`.
struct TortureSettings: Sendable {
    /// How often a daemon is killed under load.
    var kills: Int
    /// How long the killing may take at most, in seconds; it ends sooner when all kills are done.
    var seconds: Double
    /// What the dice start from, so that a run can be repeated as far as the machine's own chance allows.
    var seed: UInt64
    /// Whether the faults that take minutes are done too.
    var isWhole: Bool
    /// Where the rows of the table go, one JSON object a line; nil prints them.
    var table: URL?

    /// The settings of this run.
    static let current: TortureSettings = {
        let environment = ProcessInfo.processInfo.environment
        return TortureSettings(
            kills: environment["LIANFANG_TORTURE_KILLS"].flatMap { Int($0) } ?? 40,
            seconds: environment["LIANFANG_TORTURE_SECONDS"].flatMap { Double($0) } ?? 240,
            seed: environment["LIANFANG_TORTURE_SEED"].flatMap { UInt64($0) } ?? 1,
            isWhole: environment["LIANFANG_TORTURE_TABLE"] != nil,
            table: environment["LIANFANG_TORTURE_TABLE"].map { URL(fileURLWithPath: $0) })
    }()

    /// Dice of this run's seed; `salt` keeps one fault's throws from being another's.
    func dice(_ salt: UInt64) -> TortureDice { TortureDice(state: seed &* 0x9E37_79B9 &+ salt) }
}

/// SplitMix64: small, seeded, and the same on every machine.
struct TortureDice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

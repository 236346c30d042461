/// How long a station waits before it dials again: longer each time it fails, and not in step with the others.
struct Backoff: Sendable {
    private static let longest = 30.0

    private var failures = 0
    private var random: SimulationRandom

    init(seed: UInt64) {
        random = SimulationRandom(seed: seed)
    }

    /// The pause after one more failure: about 1 s, then 2, 4 … 30.
    mutating func next() -> Duration {
        let seconds = min(Self.longest, Double(1 << min(failures, 5)))
        failures += 1
        return .seconds(seconds * Double.random(in: 0.5...1, using: &random))
    }

    /// All is well again.
    mutating func reset() {
        failures = 0
    }
}

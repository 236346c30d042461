/// The samples of every subject, run by run. Each run begins with another subject, so that a busy machine is busy for all.
struct Rounds<Sample> {
    private(set) var samples: [[Sample]]

    init(_ runs: Int, _ count: Int, measure: (Int) throws -> Sample) rethrows {
        samples = [[Sample]](repeating: [], count: count)
        for run in 0..<runs {
            for turn in 0..<count {
                let index = (turn + run) % count
                samples[index].append(try measure(index))
            }
        }
    }

    /// One figure of one subject, run by run.
    func values(_ index: Int, _ figure: (Sample) -> Double) -> [Double] {
        samples[index].map(figure)
    }

    /// The figure of one subject as a multiple of another's, compared run by run.
    func ratios(_ index: Int, to reference: Int, _ figure: (Sample) -> Double) -> [Double] {
        zip(samples[index], samples[reference]).map { figure($0) / max(figure($1), .leastNonzeroMagnitude) }
    }
}

extension Rounds<Cost> {
    /// Rigs that are all there from the beginning and work in turn, a slice of a second or less at a time: whatever else the
    /// machine does, it does to all of them.
    init(_ runs: Int, slices: Int, _ rigs: [Rig], order: String) throws {
        let sliced = try Rounds(runs * slices, rigs.count) { try rigs[$0].measure(order) }
        samples = sliced.samples.map { all in
            (0..<runs).map { Cost(slices: all[$0 * slices..<($0 + 1) * slices]) }
        }
    }
}

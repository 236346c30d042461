import Reporting

/// What was measured of one subject, per unit of its work.
struct Figures {
    var name: String
    /// Nanoseconds of the processor; the median of the rounds.
    var cpu: Double
    /// Nanoseconds on the wall; the median of the rounds.
    var wall: Double
    /// Bytes written to the disk; the median of the rounds.
    var written: Double
    var allocations: Double
    /// How many times the processor time of the first subject, compared round by round: lowest, median, highest.
    var ratio: (lowest: Double, median: Double, highest: Double)

    /// - Parameters:
    ///   - units: how many units one sample is made of.
    ///   - reference: nanoseconds of the processor per unit of the first subject, round by round.
    init(name: String, units: Int, samples: [Usage], allocations: Double, reference: [Double]) {
        self.name = name
        self.allocations = allocations
        let count = Double(units)
        cpu = Figure.median(samples.map { Double($0.cpu) / count })
        wall = Figure.median(samples.map { Double($0.wall) / count })
        written = Figure.median(samples.map { Double($0.written) / count })
        let ratios = zip(samples, reference).map { Double($0.cpu) / count / max($1, .leastNonzeroMagnitude) }
        ratio = (ratios.min() ?? 0, Figure.median(ratios), ratios.max() ?? 0)
    }
}

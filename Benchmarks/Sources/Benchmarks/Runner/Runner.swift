import CMeasure

/// Measures the subjects of a comparison in turn, round after round, so that a busy machine is busy for all of them.
struct Runner {
    /// A sample lasts at least so long, in nanoseconds of the processor.
    var sample: Int64 = 50_000_000

    /// The figures of every subject, in their order.
    /// - Throws: ``Disagreement`` when two subjects that should find the same do not.
    func run(_ comparison: Comparison) async throws -> [Figures] {
        var allocations: [Int64] = []
        var passes: [Int] = []
        var expected: Int?
        for subject in comparison.subjects {
            var watch = Stopwatch()
            let found = try await subject.run(&watch)
            if subject.mustAgree, let expected, expected != found {
                throw Disagreement(title: comparison.title, subject: subject.name, expected: expected, found: found)
            }
            if subject.mustAgree { expected = found }
            allocations.append(try await countAllocations(of: subject))
            // The first run has warmed up caches and made what is made once: it says nothing about speed.
            let (usage, _) = try await measure(subject, passes: 1)
            passes.append(max(1, Int(sample / max(1, usage.cpu))))
        }
        var samples = [[Usage]](repeating: [], count: comparison.subjects.count)
        for _ in 0..<comparison.rounds {
            for (index, subject) in comparison.subjects.enumerated() {
                let (usage, _) = try await measure(subject, passes: passes[index])
                samples[index].append(usage)
            }
        }
        return comparison.subjects.indices.map { index in
            Figures(
                name: comparison.subjects[index].name,
                units: comparison.units * passes[index], samples: samples[index],
                allocations: Double(allocations[index]) / Double(comparison.units),
                reference: samples[0].map { Double($0.cpu) / Double(comparison.units * passes[0]) })
        }
    }

    private func countAllocations(of subject: Subject) async throws -> Int64 {
        measure_count_allocations(true)
        defer { measure_count_allocations(false) }
        return try await measure(subject, passes: 1).usage.allocations
    }

    private func measure(_ subject: Subject, passes: Int) async throws -> (usage: Usage, found: Int) {
        var watch = Stopwatch()
        var found = 0
        for _ in 0..<passes { found &+= try await subject.run(&watch) }
        return (watch.total, found)
    }
}

/// Two subjects found different things in the same data: their times cannot be compared.
struct Disagreement: Error, CustomStringConvertible {
    var title: String
    var subject: String
    var expected: Int
    var found: Int

    var description: String {
        "\(title): \(subject) found \(found) where the first found \(expected)"
    }
}

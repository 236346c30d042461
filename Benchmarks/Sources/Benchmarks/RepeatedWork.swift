import Reporting

/// The plain work of one row of one table, done so many times and not measured: for a profiler that does.
struct RepeatedWork {
    var suite: Suite
    var comparison: Int
    var subject: Int
    var times: Int

    func run() throws {
        let comparisons = try suite.plainComparisons()
        guard comparisons.indices.contains(comparison), comparisons[comparison].subjects.indices.contains(subject),
            case .plain(let work) = comparisons[comparison].subjects[subject].work
        else { throw UsageError("there is no such row of plain work") }
        var found = 0
        for _ in 0..<times { found &+= work() }
        let chosen = comparisons[comparison]
        print("\(times) × \(chosen.units) \(chosen.unit) \(chosen.subjects[subject].name) (\(found))")
    }
}

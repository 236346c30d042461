import Glibc
import Insights
import OCPP
import OCPPLog

/// What the rules cost: processor time per exchange of plain traffic, over all rules and for each alone.
///
///     Benchmarks/.build/release/Findings [stations] [rounds] [all]
///
/// With `all` it looks at all rules together only, for a profiler.
@main
struct FindingsCost {
    static func main() {
        let numbers = CommandLine.arguments.dropFirst().compactMap { Int($0) }
        let stations = max(1, numbers.first ?? 200)
        let rounds = max(1, numbers.dropFirst().first ?? 5)
        let entries = Traffic.day(stations: stations)
        print("\(entries.count) exchanges of \(stations) stations, \(FindingRules.all.count) rules")
        tell("all rules", FindingRules.all, entries, rounds)
        guard numbers.count == CommandLine.arguments.count - 1 else { return }
        tell("no rule", [], entries, rounds)
        AlertsCost.tell(entries) { work in
            (0..<rounds).map { _ in
                let begin = processorTime()
                work()
                return processorTime() - begin
            }.min() ?? 0
        }
        for action in Set(entries.compactMap(\.action)).map(\.rawValue).sorted() {
            let of = entries.filter { $0.action?.rawValue == action }
            tell("all rules, \(action) (\(of.count))", FindingRules.all, of, rounds)
        }
        for rule in FindingRules.all { tell(rule.about.code, [rule], entries, rounds) }
    }

    private static func tell(_ name: String, _ rules: [any FindingRule.Type], _ entries: [Entry], _ rounds: Int) {
        var least = Double.infinity
        var found = 0
        for _ in 0..<rounds {
            var engine = FindingEngine(rules: rules)
            found = 0
            let begin = processorTime()
            for entry in entries { found += engine.read(entry).count }
            least = min(least, processorTime() - begin)
        }
        let nanoseconds = Int(least / Double(max(1, entries.count)) * 1e9)
        print("\(nanoseconds) ns an exchange, \(found) findings: \(name)")
    }

    private static func processorTime() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

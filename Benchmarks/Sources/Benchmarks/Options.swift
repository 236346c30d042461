import Reporting

/// What the command line asks for.
struct Options {
    static let help = """
        usage: Benchmarks [SUITE…] [--write FILE]
               Benchmarks --work SUITE TABLE ROW TIMES

          SUITE    \(Suite.allCases.map(\.rawValue).joined(separator: ", ")); without any: all of them
          --write  also put the tables between the two marks of that Markdown file
          --work   do the work of one row of reading, pairing or matching and measure nothing; TABLE and ROW count from 0
        """

    var suites: [Suite] = []
    /// The document that takes the tables.
    var file: String?
    var work: RepeatedWork?

    init(_ arguments: some Collection<String>) throws(UsageError) {
        var rest = Array(arguments)[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--write":
                guard let file = rest.popFirst() else { throw UsageError("--write wants a file") }
                self.file = file
            case "--work":
                work = try Self.work(&rest)
            default:
                guard let suite = Suite(rawValue: argument) else { throw UsageError("there is no suite \(argument)") }
                suites.append(suite)
            }
        }
        if suites.isEmpty { suites = Suite.allCases }
    }

    private static func work(_ rest: inout ArraySlice<String>) throws(UsageError) -> RepeatedWork {
        guard let suite = rest.popFirst().flatMap(Suite.init), let comparison = rest.popFirst().flatMap({ Int($0) }),
            let subject = rest.popFirst().flatMap({ Int($0) }), let times = rest.popFirst().flatMap({ Int($0) }),
            times > 0
        else { throw UsageError("--work wants SUITE TABLE ROW TIMES, numbers but for the first") }
        return RepeatedWork(suite: suite, comparison: comparison, subject: subject, times: times)
    }
}

import Reporting

/// What the command line asks for.
struct Options {
    static let help = """
        usage: Load [SCENARIO…] [--runs N] [--quick] [--long] [--write FILE]

          SCENARIO  saturated, paced, idle, long; without any: the first three
          --runs    how often everything is measured; the median counts (5)
          --quick   less of everything: to see whether it works
          --long    also ten minutes of traffic over 9,000 connections
          --write   also put the tables between the two marks of that Markdown file

        Wants the Debian packages nginx-light and haproxy, and 20,000 open files (ulimit -n).
        """

    enum Scenario: String, CaseIterable {
        case saturated, paced, idle, long

        func section(_ options: Options) throws -> String {
            switch self {
            case .saturated: try Saturated.section(options)
            case .paced: try Paced.section(options)
            case .idle: try Idle.section(options)
            case .long: try Long.section(options)
            }
        }
    }

    var scenarios: [Scenario] = []
    var runs = 5
    var isQuick = false
    /// The document that takes the tables.
    var file: String?

    init(_ arguments: some Collection<String>) throws(UsageError) {
        var rest = Array(arguments)[...]
        var isLong = false
        while let argument = rest.popFirst() {
            switch argument {
            case "--quick": isQuick = true
            case "--long": isLong = true
            case "--write":
                guard let file = rest.popFirst() else { throw UsageError("--write wants a file") }
                self.file = file
            case "--runs":
                guard let runs = rest.popFirst().flatMap({ Int($0) }), runs > 0 else {
                    throw UsageError("--runs wants a number")
                }
                self.runs = runs
            default:
                guard let scenario = Scenario(rawValue: argument) else {
                    throw UsageError("there is no scenario \(argument)")
                }
                scenarios.append(scenario)
            }
        }
        if scenarios.isEmpty { scenarios = [.saturated, .paced, .idle] }
        if isLong, !scenarios.contains(.long) { scenarios.append(.long) }
    }
}

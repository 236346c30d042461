import Reporting

/// What the command line asks for.
struct Options {
    static let help = """
        usage: Store [--entries N] [--hard] [--only SIDE,…] [--ours-only] [--runs N] [--seed N]
                     [--ask QUESTION,…] [--work DIR] [--keep DIR] [--write FILE]

          --entries    so many generated entries (10000000)
          --hard       noisy decimals, members in other orders, signatures, random words
          --only       some of: ours, clickhouse, sqlite, postgresql, ripgrep
          --ours-only  the same as --only ours
          --runs       how often a question is asked; the median counts (5)
          --ask        only these questions, of ours: needle, day, uniqueID, … (all)
          --seed       of the generator (4)
          --work       where the data go (.build/bench-store); ten million entries of all sides take 35 GB
          --keep       the same, but what was loaded stays there and is used again
          --write      also put the tables between the two marks of that Markdown file

        Usually run by scripts/bench-store, which sets the peers up.
        """

    var entries = 10_000_000
    var isHard = false
    var sides = Side.allCases
    var runs = 5
    /// What our side is asked.
    var questions = Question.allCases
    var seed: UInt64 = 4
    var work = ".build/bench-store"
    var keepsData = false
    /// The document that takes the tables.
    var file: String?

    init(_ arguments: some Collection<String>) throws(UsageError) {
        var rest = Array(arguments)[...]
        while let argument = rest.popFirst() {
            switch argument {
            case "--hard": isHard = true
            case "--ours-only": sides = [.ours]
            case "--entries": entries = try Self.number(argument, &rest)
            case "--runs": runs = try Self.number(argument, &rest)
            case "--ask":
                questions = try Self.text(argument, &rest).split(separator: ",").map { name throws(UsageError) in
                    guard let question = Question(rawValue: String(name)) else {
                        throw UsageError("there is no question \(name)")
                    }
                    return question
                }
            case "--seed": seed = UInt64(try Self.number(argument, &rest))
            case "--work": work = try Self.text(argument, &rest)
            case "--keep":
                work = try Self.text(argument, &rest)
                keepsData = true
            case "--write": file = try Self.text(argument, &rest)
            case "--only":
                sides = try Self.text(argument, &rest).split(separator: ",").map { name throws(UsageError) in
                    guard let side = Side(rawValue: String(name)) else { throw UsageError("there is no side \(name)") }
                    return side
                }
            default: throw UsageError("there is no option \(argument)")
            }
        }
    }

    /// What a process of the run is told about the data.
    var traffic: [String] {
        ["--entries", "\(entries)", "--seed", "\(seed)", "--runs", "\(runs)"] + (isHard ? ["--hard"] : [])
            + ["--ask", questions.map(\.rawValue).joined(separator: ",")]
    }

    func makeTraffic() -> Traffic {
        Traffic(entries: entries, seed: seed, isHard: isHard)
    }

    private static func text(_ option: String, _ rest: inout ArraySlice<String>) throws(UsageError) -> String {
        guard let text = rest.popFirst() else { throw UsageError("\(option) wants a value") }
        return text
    }

    private static func number(_ option: String, _ rest: inout ArraySlice<String>) throws(UsageError) -> Int {
        guard let number = Int(try text(option, &rest)), number > 0 else {
            throw UsageError("\(option) wants a number")
        }
        return number
    }
}

import OCPPLog

/// Says what a reader found out about a log.
enum AccountText {
    /// A line each, set in by two blanks.
    static func lines(_ account: ReadingAccount) -> [String] {
        guard let format = account.format, format.format != "ndjson", format.format != "csv" else { return [] }
        var lines = ["  read as \(name(format))" + (account.runnerUp.map { ", next best \(name($0))" } ?? "")]
        lines += account.passedOver.map { reason in
            "  \(Counted(reason.count, "line", "lines")): \(reason.sentence) (first: line \(Counted(reason.firstLine)))"
        }
        return lines + account.notes.map { "  " + $0 }
    }

    private static func name(_ guess: ReadingAccount.Guess) -> String {
        "\(guess.format): \(guess.title), \(Int((guess.confidence * 100).rounded())) %"
    }
}

import Insights
import OCPPLog

/// Runs a program for each alert, which gets the alert on its standard input. No shell is between.
struct CommandSender: AlertSender {
    /// The exit code of a program that asks to be run again later (`EX_TEMPFAIL` of `sysexits.h`).
    static let tryAgain: Int32 = 75

    let kind = "command"
    /// The program with its whole path, and its arguments.
    let words: [String]
    let timeLimit: Duration

    func send(_ alert: Alert) async -> DeliveryOutcome {
        let input = Array((AlertJSON.object(of: alert).json + "\n").utf8)
        let process: ChildProcess
        do {
            process = try ChildProcess(words, input: input)
        } catch {
            return .unavailable("the program could not be started: \(error.reason)")
        }
        switch await process.ending(within: timeLimit) {
        case .exited(0): return .delivered
        case .exited(Self.tryAgain): return .unavailable("the program asked to be run again later")
        case .exited(let code): return .refused("the program ended with exit code \(code)")
        case .signalled(let signal): return .refused("the program was ended by signal \(signal)")
        case .overdue: return .unavailable("the program took too long and was ended")
        }
    }
}

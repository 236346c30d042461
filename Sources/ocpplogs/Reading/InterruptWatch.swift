import Dispatch
import Foundation

/// Ends the program at once when Ctrl-C comes, with a word about how far it had come.
///
/// It does not wait for the work: a search may be deep in a block. What was printed was printed as whole lines, unless a
/// reader keeps the program waiting.
final class InterruptWatch {
    /// As the shell has it for SIGINT.
    static let exitCode: Int32 = 130
    /// A line that is being written may end within this time, in steps.
    private static let (step, steps): (UInt32, Int) = (2_000, 30)

    private let source: any DispatchSourceSignal

    /// - Parameter farewell: what is said on standard error; nil: nothing.
    init(_ farewell: @escaping @Sendable () -> String?) {
        signal(SIGINT, SIG_IGN)
        source = DispatchSource.makeSignalSource(signal: SIGINT, queue: DispatchQueue(label: "ocpplogs.interrupt"))
        source.setEventHandler {
            Terminal.waitForOutput(step: Self.step, steps: Self.steps)
            // Takes a bar of progress away.
            if isatty(STDERR_FILENO) == 1 { Terminal.writeError("\r\u{1B}[K") }
            if let text = farewell() { Terminal.printError(text) }
            _exit(Self.exitCode)
        }
        source.activate()
    }

    deinit {
        source.cancel()
        signal(SIGINT, SIG_DFL)
    }
}

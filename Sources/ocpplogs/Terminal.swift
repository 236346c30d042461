import Foundation
import Synchronization

/// Writing to the terminal: data to standard output, everything else to standard error.
enum Terminal {
    /// Held while something is written to standard output.
    private static let output = Mutex(())

    static func printError(_ message: String) {
        writeError(message + "\n")
    }

    /// The same without a line break.
    static func writeError(_ text: String) {
        _ = write(Array(text.utf8), to: STDERR_FILENO)
    }

    static func print(_ text: String) {
        write(Array((text + "\n").utf8))
    }

    /// Writes at once, without a buffer. A reader that has hung up, as `head` does, ends the program without a word.
    static func write(_ bytes: [UInt8]) {
        let failure = output.withLock { _ in write(bytes, to: STDOUT_FILENO) ? nil : errno }
        guard let failure else { return }
        guard failure != EPIPE else { exit(0) }
        printError("ocpplogs: standard output: \(String(cString: strerror(failure)))")
        exit(CommandFailure.server)
    }

    /// Waits until nothing is being written to standard output, in so many steps of so many microseconds.
    static func waitForOutput(step: UInt32, steps: Int) {
        for _ in 0..<steps {
            if output.withLockIfAvailable({ _ in true }) != nil { return }
            usleep(step)
        }
    }

    /// A reader that hangs up is told by `write`, not by a signal.
    static func ignoreHangUps() {
        signal(SIGPIPE, SIG_IGN)
    }

    /// Whether standard output is a terminal.
    static var isOutput: Bool { isatty(STDOUT_FILENO) == 1 }

    /// Whether colour is wanted: on a terminal, unless `NO_COLOR` or `TERM=dumb` say no.
    static func wantsColour(
        _ environment: [String: String] = ProcessInfo.processInfo.environment, isTerminal: Bool = isOutput
    ) -> Bool {
        if let force = environment["CLICOLOR_FORCE"], !force.isEmpty, force != "0" { return true }
        if let never = environment["NO_COLOR"], !never.isEmpty { return false }
        return isTerminal && environment["TERM"] != "dumb"
    }

    /// - Returns: false when not all could be written; `errno` says why.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let written = Foundation.write(
                    descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if written < 0, errno == EINTR { continue }
                guard written > 0 else { return false }
                rest = rest.dropFirst(written)
            }
            return true
        }
    }
}

import Foundation

/// Writing to the terminal: data to standard output, everything else to standard error.
enum Terminal {
    static func printError(_ message: String) {
        _ = write(Array((message + "\n").utf8), to: STDERR_FILENO)
    }

    static func print(_ text: String) {
        write(Array((text + "\n").utf8))
    }

    /// Writes at once, without a buffer. A reader that has hung up, as `head` does, ends the program without a word.
    static func write(_ bytes: [UInt8]) {
        guard write(bytes, to: STDOUT_FILENO) else { exit(errno == EPIPE ? 0 : CommandFailure.server) }
    }

    /// Whether colour is wanted: on a terminal, unless `NO_COLOR` or `TERM=dumb` say no.
    static func wantsColour(_ environment: [String: String] = ProcessInfo.processInfo.environment) -> Bool {
        if let force = environment["CLICOLOR_FORCE"], !force.isEmpty, force != "0" { return true }
        if let never = environment["NO_COLOR"], !never.isEmpty { return false }
        return isatty(STDOUT_FILENO) == 1 && environment["TERM"] != "dumb"
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

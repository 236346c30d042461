import Logging

/// How the program writes its own log.
struct LogSettings: Sendable, Hashable {
    /// What a line looks like.
    enum Format: String, Sendable, CaseIterable {
        /// For people: time, level, message and what belongs to it.
        case text
        /// For programs: one JSON object.
        case json

        /// Makes a line of that look.
        var line: LineLogHandler.Format {
            switch self {
            case .text: { $0.text }
            case .json: { $0.json }
            }
        }
    }

    var format = Format.text
    /// What is less important is not written.
    var level = Logger.Level.notice

    /// A logger that writes so, and lines that are on their way until they are flushed.
    func logger(_ label: String, to output: LogOutput) -> Logger {
        var logger = Logger(label: label) { label in
            LineLogHandler(label: label, output: output, format: format.line)
        }
        logger.logLevel = level
        return logger
    }
}

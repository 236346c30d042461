import Logging

/// How the program writes its own log.
struct LogSettings: Sendable, Hashable {
    /// What a line looks like.
    enum Format: String, Sendable, CaseIterable {
        /// For people: time, level, message and what belongs to it.
        case text
        /// For programs: one JSON object.
        case json
    }

    var format = Format.text
    /// What is less important is not written.
    var level = Logger.Level.notice

    /// A logger that writes so, and lines that are on their way until they are flushed.
    func logger(_ label: String, to output: LogOutput) -> Logger {
        var logger = Logger(label: label) { label in
            switch format {
            case .text: TextLogHandler(label: label, output: output)
            case .json: JSONLogHandler(label: label, output: output)
            }
        }
        logger.logLevel = level
        return logger
    }
}

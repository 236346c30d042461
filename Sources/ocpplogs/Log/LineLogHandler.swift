import Logging
import OCPP

/// Writes the program's log, one line for each thing it has to say, in one of the formats.
struct LineLogHandler: LogHandler {
    /// Makes a line with its line break.
    typealias Format = @Sendable (LogLine) -> [UInt8]

    let label: String
    let output: LogOutput
    let format: Format
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    var logLevel = Logger.Level.notice
    var now: @Sendable () -> Timestamp = SystemTime.now

    init(label: String, output: LogOutput, format: @escaping Format) {
        self.label = label
        self.output = output
        self.format = format
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        // What is said with the line wins over what its task says, and that over what the logger says.
        let all = metadata.merging(metadataProvider?.get() ?? [:]) { $1 }.merging(event.metadata ?? [:]) { $1 }
        output.append(line(event.level, event.message.description, all)) {
            line(.warning, "lines of this log were dropped", ["lines": "\($0)"])
        }
    }

    private func line(_ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata) -> [UInt8] {
        format(LogLine(time: now(), level: level, message: message, label: label, metadata: metadata))
    }
}

/// What a line of the program's log says.
struct LogLine: Sendable {
    var time: Timestamp
    var level: Logger.Level
    var message: String
    var label: String
    var metadata: Logger.Metadata
}

import Logging
import OCPP
import OCPPLog

/// Writes the program's log for people: `2026-11-24T21:41:02.123Z error   the log could not be written code=full tries=1`.
///
/// What stations sent may be among it: nothing in a line can act on the terminal or begin another line.
struct TextLogHandler: LogHandler {
    let label: String
    let output: LogOutput
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    var logLevel = Logger.Level.notice
    var now: @Sendable () -> Timestamp = SystemTime.now

    init(label: String, output: LogOutput) {
        self.label = label
        self.output = output
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let all = LogMetadata.all(metadata, metadataProvider, event.metadata)
        let line = line(event.level, event.message.description, all)
        output.append(line) { self.line(.warning, "lines of this log were dropped", ["lines": "\($0)"]) }
    }

    private func line(_ level: Logger.Level, _ message: String, _ metadata: Logger.Metadata) -> [UInt8] {
        let word = level.rawValue.padding(to: 8)
        let pairs = metadata.sorted { $0.key < $1.key }.map { " \($0.key)=\(Self.value("\($0.value)"))" }.joined()
        return Array("\(now().text(fractionDigits: 3)) \(word) \(VisibleText.of(message + pairs))\n".utf8)
    }

    /// In quotes where it would not be seen where it ends.
    private static func value(_ text: String) -> String {
        text.isEmpty || text.contains(where: { " \"=".contains($0) || $0.isNewline }) ? JSONText.quoted(text) : text
    }
}

extension String {
    fileprivate func padding(to width: Int) -> String {
        self + String(repeating: " ", count: Swift.max(0, width - count))
    }
}

import Logging
import OCPP

/// Writes the program's log for programs: one JSON object a line, with `time`, `level`, `message`, `label` and `metadata`.
struct JSONLogHandler: LogHandler {
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
        var bytes = Array("{\"time\":\"\(now())\",\"level\":\"\(level)\",\"message\":".utf8)
        JSONText.append(message, to: &bytes)
        bytes += Array(",\"label\":".utf8)
        JSONText.append(label, to: &bytes)
        bytes += Array(",\"metadata\":".utf8)
        Self.append(.dictionary(metadata), to: &bytes)
        return bytes + Array("}\n".utf8)
    }

    private static func append(_ value: Logger.Metadata.Value, to bytes: inout [UInt8]) {
        switch value {
        case .string(let text): JSONText.append(text, to: &bytes)
        case .stringConvertible(let value): JSONText.append(value.description, to: &bytes)
        case .array(let values):
            bytes.append(UInt8(ascii: "["))
            for (index, value) in values.enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                append(value, to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .dictionary(let values):
            bytes.append(UInt8(ascii: "{"))
            for (index, pair) in values.sorted(by: { $0.key < $1.key }).enumerated() {
                if index > 0 { bytes.append(UInt8(ascii: ",")) }
                JSONText.append(pair.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                append(pair.value, to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }
}

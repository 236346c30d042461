import Logging
import OCPP

extension LogLine {
    /// For programs: one JSON object with `time`, `level`, `message`, `label` and `metadata`.
    var json: [UInt8] {
        var bytes = Array("{\"time\":\"\(time)\",\"level\":\"\(level)\",\"message\":".utf8)
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

import OCPP
import OCPPLog

/// A CALLERROR as the `response` of JSON: `{"errorCode": …, "errorDescription": …, "errorDetails": …}`.
struct ErrorPayload {
    private static let names: Set<String> = ["errorCode", "errorDescription", "errorDetails"]

    private let code: JSONMembers.Value
    private let text: JSONMembers.Value?
    private let details: JSONMembers.Value?

    /// Nil for any other payload.
    init?(_ payload: Payload, _ record: Span<UInt8>) {
        if let text = payload.text {
            self.init(text.span.extracting(payload.range))
        } else {
            self.init(record.extracting(payload.range))
        }
    }

    private init?(_ payload: Span<UInt8>) {
        // No response of a schema begins so: all others pass at a glance.
        guard Self.beginsWithError(payload),
            let members = try? JSONMembers(of: payload.withUnsafeBufferPointer { Array($0) }),
            let code = members["errorCode"], code.token.kind == .string, Set(members.names).isSubset(of: Self.names)
        else { return nil }
        self.code = code
        text = members["errorDescription"].flatMap { $0.token.kind == .string ? $0 : nil }
        details = members["errorDetails"].flatMap { $0.token.kind == .null ? nil : $0 }
    }

    /// Whether the first name begins with `error`.
    private static func beginsWithError(_ payload: Span<UInt8>) -> Bool {
        let word: StaticString = "error"
        for quote in payload.indices where payload[quote] == UInt8(ascii: "\"") {
            guard payload.count > quote + word.utf8CodeUnitCount else { return false }
            for index in 0..<word.utf8CodeUnitCount where payload[quote + 1 + index] != word.utf8Start[index] {
                return false
            }
            return true
        }
        return false
    }

    /// The frame; where the unique id is not known it has an empty one.
    func frame(_ head: FrameHead, length: Int?) -> RecordedFrame {
        var bytes = head.bytes.isEmpty ? Array("[4,\"\",".utf8) : head.bytes
        bytes += code.bytes + [UInt8(ascii: ",")] + (text?.bytes ?? Array("\"\"".utf8))
        var payload: Range<Int>?
        if let details {
            bytes.append(UInt8(ascii: ","))
            payload = bytes.count..<bytes.count + details.bytes.count
            bytes += details.bytes
        }
        bytes.append(UInt8(ascii: "]"))
        let error = RecordedFrame.ErrorPart(code: ErrorCode(code.text ?? ""), text: text?.text ?? "")
        return RecordedFrame(bytes, payload: payload, error: error, length: length)
    }
}

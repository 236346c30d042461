import OCPP
import OCPPLog

/// What stands before the payload of a frame that is built again: `[2,"id","Action",`. Empty where the unique id is not known.
struct FrameHead {
    private(set) var bytes: [UInt8] = []

    init(
        _ type: StaticString, _ uniqueID: FieldTable.Value, action: FieldTable.Value? = nil, _ record: Span<UInt8>
    ) {
        switch uniqueID.kind {
        case .text, .escapedText, .number: break
        case .absent, .object, .array, .truth: return
        }
        bytes.reserveCapacity(uniqueID.range.count + 40)
        for index in 0..<type.utf8CodeUnitCount { bytes.append(type.utf8Start[index]) }
        appendQuoted(uniqueID, record)
        if let action { appendQuoted(action, record) }
    }

    /// The frame; without a head it is the payload alone.
    func frame(around payload: Payload, _ record: Span<UInt8>, _ length: Int?) -> RecordedFrame {
        guard let text = payload.text else {
            return frame(around: record.extracting(payload.range), length)
        }
        return frame(around: text.span.extracting(payload.range), length)
    }

    private func frame(around payload: Span<UInt8>, _ length: Int?) -> RecordedFrame {
        let size = bytes.isEmpty ? payload.count : bytes.count + payload.count + 1
        // The capacity is the sum of what is written.
        let frame = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            _ = buffer.update(fromContentsOf: bytes)
            payload.withUnsafeBufferPointer { _ = buffer[bytes.count...].update(fromContentsOf: $0) }
            if !bytes.isEmpty { buffer[size - 1] = UInt8(ascii: "]") }
            count = size
        }
        return RecordedFrame(frame, payload: bytes.count..<bytes.count + payload.count, length: length)
    }

    /// Appends a text as JSON, and a comma.
    private mutating func appendQuoted(_ value: FieldTable.Value, _ record: Span<UInt8>) {
        let text = record.extracting(value.range)
        if value.kind == .escapedText || Self.isPlain(text) {
            bytes.append(UInt8(ascii: "\""))
            text.withUnsafeBufferPointer { bytes.append(contentsOf: $0) }
            bytes.append(UInt8(ascii: "\""))
        } else {
            JSONText.append(JSONText.string(value.range, in: record), to: &bytes)
        }
        bytes.append(UInt8(ascii: ","))
    }

    /// Whether a text stands in JSON as it is.
    private static func isPlain(_ text: Span<UInt8>) -> Bool {
        for index in text.indices {
            let byte = text[index]
            guard byte >= 0x20, byte < 0x80, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") else {
                return false
            }
        }
        return true
    }
}

import OCPP
import OCPPLog

// The frames of an entry: bytes, place of the payload, error, true length.

extension RecordWriter {
    mutating func frame(_ frame: RecordedFrame) {
        blob(frame.bytes)
        optional(frame.payload) {
            $0.count($1.lowerBound)
            $0.count($1.count)
        }
        optional(frame.error) {
            $0.text($1.code.rawValue)
            $0.text($1.text)
        }
        optional(frame.length == frame.bytes.count ? nil : frame.length)
    }
}

extension RecordReader {
    mutating func frame(in bytes: Span<UInt8>) throws(StoreError) -> RecordedFrame {
        let kept = try blob(in: bytes)
        var payload: Range<Int>?
        if try isThere(in: bytes) {
            // Later code takes this range out of the bytes without asking again.
            let start = try number(in: bytes)
            let count = try number(in: bytes)
            guard start <= UInt64(kept.count), count <= UInt64(kept.count) - start else {
                throw damage("a payload lies outside its frame")
            }
            payload = Int(start)..<Int(start + count)
        }
        var error: RecordedFrame.ErrorPart?
        if try isThere(in: bytes) {
            error = RecordedFrame.ErrorPart(code: ErrorCode(try text(in: bytes)), text: try text(in: bytes))
        }
        let length = try optionalInteger(in: bytes).map { Int($0) }
        return RecordedFrame(kept, payload: payload, error: error, length: length)
    }
}

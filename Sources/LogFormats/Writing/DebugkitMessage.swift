import OCPP
import OCPPLog

/// A frame as a trace of OCPP DebugKit takes it: `[2,"id","Action",{}]`, `[3,"id",{}]`, `[4,"id","Code","text",{}]`.
///
/// Its reader refuses a whole trace for one message of another form. So a frame that lacks what it wants is completed, and one
/// of another kind is none.
enum DebugkitMessage {
    /// Appends the frame on one line.
    /// - Parameter id: stands for the unique id where the frame has none; the same for request and answer.
    /// - Returns: false when there is no way to say it; then nothing was appended.
    static func append(_ frame: RecordedFrame, of entry: Entry, asAnswer: Bool, to bytes: inout [UInt8]) -> Bool {
        let form = Form(frame.bytes)
        if form.isTaken {
            JSONText.append(onOneLine: frame.bytes[...], to: &bytes)
            return true
        }
        // A SEND and a CALLRESULTERROR of 2.1 have no place in it.
        guard form.type == nil || form.type.map({ (2...4).contains($0) }) == true, entry.kind != .send,
            frame.payload != nil || frame.error != nil, asAnswer || entry.action != nil
        else { return false }
        let id = entry.uniqueID?.rawValue ?? entry.id.description
        bytes += asAnswer ? (frame.error == nil ? "[3," : "[4,").utf8 : "[2,".utf8
        JSONText.append(id, to: &bytes)
        if let action = entry.action, !asAnswer {
            bytes.append(UInt8(ascii: ","))
            JSONText.append(action.rawValue, to: &bytes)
        } else if let error = frame.error {
            bytes.append(UInt8(ascii: ","))
            JSONText.append(error.code.rawValue, to: &bytes)
            bytes.append(UInt8(ascii: ","))
            JSONText.append(error.text, to: &bytes)
        }
        bytes.append(UInt8(ascii: ","))
        if frame.payload == nil {
            bytes += "{}".utf8
        } else {
            JSONText.append(onOneLine: frame.payloadBytes, to: &bytes)
        }
        bytes.append(UInt8(ascii: "]"))
        return true
    }

    /// What the elements of a frame are, so far as the reader looks at them.
    private struct Form {
        /// The message type; nil where the bytes are no array that begins with a number.
        private(set) var type: Int?
        private(set) var isTaken = false

        init(_ frame: [UInt8]) {
            do {
                let elements = try Self.elements(frame.span)
                guard elements.first?.kind == .number, let first = elements.first else { return }
                type = Int(JSONText.string(first.range, in: frame.span))
                let kinds = elements.map(\.kind)
                guard kinds.count >= 3, kinds[1] == .string else { return }
                switch type {
                case 2: isTaken = kinds.count >= 4 && kinds[2] == .string
                case 3: isTaken = true
                case 4: isTaken = kinds.count >= 5 && kinds[2] == .string && kinds[3] == .string
                default: break
                }
            } catch {
                // It is no JSON: there is nothing to take.
            }
        }

        private static func elements(_ frame: Span<UInt8>) throws(JSONProblem) -> [JSONToken] {
            var cursor = JSONCursor()
            guard try cursor.next(in: frame)?.kind == .beginArray else { return [] }
            var elements: [JSONToken] = []
            while let token = try cursor.next(in: frame) {
                if token.kind == .endArray, cursor.depth == 0 { continue }
                _ = try cursor.skip(token, in: frame)
                // More elements than a frame has say nothing more.
                if elements.count < 5 { elements.append(token) }
            }
            return elements
        }
    }
}

import OCPP
public import OCPPLog

/// Writes an HTTP archive (HAR 1.2), which browsers and HAR viewers open: an entry of ours is an entry of it.
///
/// OCPP is not HTTP, so what HAR demands is said in its terms: a CALL is a request of the method `CALL`, its payload the
/// body; a CALLRESULT is status 200, a CALLERROR 500, and without an answer the status is 0, as browsers have it. The
/// frames themselves stand in `_webSocketMessages` as Chrome writes them, all fields of the entry in `_ocpp`: HAR keeps names
/// with an underscore for such. With both, nothing of an entry is lost.
public struct HARWriter: EntryWriter {
    private let subject: ExportSubject
    private var isFirst = true

    /// The station is the client of its WebSocket, so its address stands for the exchange. No such host exists (RFC 6761).
    private static let address = "ws://csms.invalid/"

    /// What `_ocpp` holds: all but the eight fields' payloads and the frames, which stand elsewhere.
    private static let fields = EntryField.allCases.filter {
        ![.request, .response, .requestText, .responseText, .requestFrame, .responseFrame].contains($0)
    }

    /// A writer at the beginning of a file.
    /// - Parameter subject: what the file says that it was asked for.
    public init(_ subject: ExportSubject = ExportSubject()) {
        self.subject = subject
    }

    /// The head of the archive.
    public mutating func begin(_ bytes: inout [UInt8]) {
        bytes += #"{"log":{"version":"1.2","creator":{"name":"#.utf8
        JSONText.append(subject.program.name, to: &bytes)
        bytes += #","version":"#.utf8
        JSONText.append(subject.program.version, to: &bytes)
        bytes += #"},"comment":"#.utf8
        let asked = subject.lines.map { "\($0.name): \($0.value)." }.joined(separator: " ")
        JSONText.append("OCPP messages, not HTTP. \(asked)", to: &bytes)
        bytes += ",\"entries\":[\n".utf8
    }

    /// Appends one entry.
    public mutating func append(_ entry: Entry, to bytes: inout [UInt8]) {
        if !isFirst { bytes += ",\n".utf8 }
        isFirst = false
        let milliseconds = EntryJSON.milliseconds(max(0, entry.latency ?? 0))
        bytes += "{\"startedDateTime\":\"\(entry.datetime)\",\"time\":\(milliseconds),\"request\":".utf8
        appendRequest(entry, to: &bytes)
        bytes += ",\"response\":".utf8
        appendResponse(entry, to: &bytes)
        bytes += #","cache":{},"timings":{"send":0,"wait":\#(milliseconds),"receive":0}"#.utf8
        if entry.connectionID.rawValue != 0 { bytes += #","connection":"\#(entry.connectionID)""#.utf8 }
        if let detail = entry.detail {
            bytes += #","comment":"#.utf8
            JSONText.append(detail, to: &bytes)
        }
        bytes += #","_resourceType":"websocket","_webSocketMessages":["#.utf8
        appendMessages(entry, to: &bytes)
        bytes += #"],"_ocpp":"#.utf8
        EntryJSON.append(entry, fields: Self.fields, to: &bytes)
        bytes.append(UInt8(ascii: "}"))
    }

    /// The end of the archive.
    public mutating func end(_ bytes: inout [UInt8]) {
        bytes += "\n]}}\n".utf8
    }

    private func appendRequest(_ entry: Entry, to bytes: inout [UInt8]) {
        let method =
            switch entry.kind {
            case .exchange, .unanswered: "CALL"
            case .send, .orphan, .malformed, .connection, .gap: entry.kind.rawValue.uppercased()
            }
        let path = [entry.chargerID.rawValue, entry.action?.rawValue].compactMap(\.self).map(Self.percentEncoded)
        bytes += #"{"method":"\#(method)","url":"\#(Self.address + path.joined(separator: "/"))","#.utf8
        Self.appendCommon(entry.request, to: &bytes)
        bytes += #","queryString":[]"#.utf8
        if entry.request != nil {
            bytes += #","postData":{"mimeType":"\#(Self.mediaType(entry.request))","text":"#.utf8
            Self.appendText(.request, of: entry, entry.request, to: &bytes)
            bytes.append(UInt8(ascii: "}"))
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private func appendResponse(_ entry: Entry, to bytes: inout [UInt8]) {
        let status = entry.response == nil ? 0 : entry.response?.error == nil ? 200 : 500
        bytes += #"{"status":\#(status),"statusText":"#.utf8
        JSONText.append(entry.response?.error?.code.rawValue ?? ResultMark(of: entry).word, to: &bytes)
        bytes.append(UInt8(ascii: ","))
        Self.appendCommon(entry.response, to: &bytes)
        bytes +=
            #","redirectURL":"","content":{"size":\#(entry.response?.length ?? 0),"mimeType":"\#(Self.mediaType(entry.response))""#
            .utf8
        if entry.response != nil {
            bytes += #","text":"#.utf8
            Self.appendText(.response, of: entry, entry.response, to: &bytes)
        }
        bytes += "}}".utf8
    }

    /// What request and response have in common. Headers are of the handshake, long before.
    private static func appendCommon(_ frame: RecordedFrame?, to bytes: inout [UInt8]) {
        bytes +=
            #""httpVersion":"OCPP-J","cookies":[],"headers":[],"headersSize":-1,"bodySize":\#(frame?.length ?? 0)"#.utf8
    }

    private static func mediaType(_ frame: RecordedFrame?) -> String {
        guard let frame else { return "x-unknown" }
        return frame.payload == nil && frame.error == nil ? "text/plain" : "application/json"
    }

    /// The payload as a text; of what is no frame, all of it.
    private static func appendText(
        _ field: EntryField, of entry: Entry, _ frame: RecordedFrame?, to bytes: inout [UInt8]
    ) {
        guard let frame else { return }
        if frame.payload == nil, frame.error == nil {
            JSONText.append(utf8: frame.bytes, to: &bytes)
        } else {
            var payload: [UInt8] = []
            EntryJSON.append(field, of: entry, to: &payload)
            JSONText.append(utf8: payload, to: &bytes)
        }
    }

    private func appendMessages(_ entry: Entry, to bytes: inout [UInt8]) {
        var sender = entry.source
        var seconds = Self.seconds(entry.datetime)
        if let frame = entry.request {
            Self.append(frame, from: sender, at: seconds, to: &bytes)
            sender = sender.other
            seconds = Self.seconds(entry.datetime.advanced(by: .microseconds(entry.latency ?? 0)))
            if entry.response != nil { bytes.append(UInt8(ascii: ",")) }
        }
        if let frame = entry.response { Self.append(frame, from: sender, at: seconds, to: &bytes) }
    }

    /// What the station sends, its end of the WebSocket sends; a text message has the opcode 1.
    private static func append(
        _ frame: RecordedFrame, from sender: Source, at seconds: String, to bytes: inout [UInt8]
    ) {
        bytes += #"{"type":"\#(sender == .cp ? "send" : "receive")","time":\#(seconds),"opcode":1,"data":"#.utf8
        JSONText.append(utf8: frame.bytes, to: &bytes)
        bytes.append(UInt8(ascii: "}"))
    }

    /// Seconds since 1970 with six digits behind the point.
    private static func seconds(_ moment: Timestamp) -> String {
        let (whole, rest) = moment.microseconds.magnitude.quotientAndRemainder(dividingBy: 1_000_000)
        let digits = String(rest)
        let sign = moment.microseconds < 0 ? "-" : ""
        return "\(sign)\(whole).\(String(repeating: "0", count: 6 - digits.utf8.count))\(digits)"
    }

    /// A segment of a path (RFC 3986 §2.3): all but the unreserved characters are encoded, byte by byte.
    private static func percentEncoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
                UInt8(ascii: "~"):
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16, uppercase: true)
                encoded += hex.utf8.count == 1 ? "%0\(hex)" : "%\(hex)"
            }
        }
        return encoded
    }
}

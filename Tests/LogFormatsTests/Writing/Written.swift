import Foundation
import LogFormats
import OCPP
import OCPPLog
import TestSupport
import Testing

/// What an export in a format is, as bytes and as JSON.
struct Written {
    var bytes: [UInt8] = []
    var omission: ExportOmission?

    init(_ entries: [Entry], as name: String, _ subject: ExportSubject = ExportSubject()) throws {
        let format = try #require(ExportFormat.named(name))
        var writer = format.newWriter(subject)
        writer.begin(&bytes)
        for entry in entries { writer.append(entry, to: &bytes) }
        writer.end(&bytes)
        omission = writer.omission
    }

    var text: String { String(decoding: bytes, as: UTF8.self) }

    /// The whole as one JSON object.
    func object() throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    }

    /// What an hour of one station was asked for.
    static let subject = ExportSubject(
        .field(.charger, [.glob(Glob("CP-*"))]), from: .start, to: .start.advanced(by: .seconds(3_600)),
        moment: .at(7_200),
        program: ProgramName(version: "1.2.3"))

    /// An exchange of each direction, a fault, and what a hostile station says.
    static func sample() throws -> [Entry] {
        let lines = [
            line(["unique_id": "\"1\"", "latency_ms": "31.207", "connection_id": "\"00000000000000ff\""]),
            line([
                "unique_id": "\"2\"", "action": "\"Reset\"", "request": #"{"type":"Soft"}"#, "source": "\"csms\"",
                "datetime": "\"2026-11-23T10:00:01.5Z\"", "connector_id": nil, "latency_ms": "7",
                "response": #"{"errorCode":"NotSupported","errorDescription":"no <b>","errorDetails":{}}"#,
            ]),
            line([
                "unique_id": "\"3\"", "action": "\"DataTransfer\"", "datetime": "\"2026-11-23T10:00:02Z\"",
                "connector_id": nil,
                "request": #"{"vendorId":"</pre><script>alert(1)</script>","data":"```\u202e | `x`"}"#, "response": nil,
            ]),
            line([
                "kind": "\"malformed\"", "datetime": "\"2026-11-23T10:00:03Z\"", "action": nil, "connector_id": nil,
                "request": nil, "response": nil, "request_text": #""<!--\n```\n\u001b[2J""#, "reason": "\"not_json\"",
                "detail": "\"this character cannot stand here\"",
            ]),
        ]
        let reading = Reading(lines.joined(separator: "\n"))
        #expect(reading.rejects.isEmpty)
        return reading.entries
    }
}

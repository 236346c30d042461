import OCPP
import OCPPLog

/// Rows of the table `OCPPMessages` of CitrineOS in JSON: an array, one row a line, or the answer of its GraphQL interface,
/// `{"data":{"OCPPMessages":[…]}}`.
///
///     {"stationId":"CP-7","correlationId":"id","origin":"cs","protocol":"ocpp1.6","action":…,"message":[2,"id",…],
///      "timestamp":"…Z",…}
///
/// The charging station is the `stationId`, the time (UTC) the `timestamp`; `origin` is `cs`, the charging station, or `csms`;
/// the frame is the `message`.
enum CitrineRows: FileFormat {
    static let name = "citrineos"
    static let title = "CitrineOS (table OCPPMessages in JSON)"
    static let sample = """
        {"data": {"OCPPMessages": [
          {"id": 1, "tenantId": 1, "stationId": "CP-7", "correlationId": "1", "origin": "cs", "state": 1,
           "protocol": "ocpp2.0.1", "action": "Heartbeat", "message": [2, "1", "Heartbeat", {}],
           "requestMessageId": null, "timestamp": "2026-11-24T10:00:00.000Z"},
          {"id": 2, "tenantId": 1, "stationId": "CP-7", "correlationId": "1", "origin": "csms", "state": 2,
           "protocol": "ocpp2.0.1", "action": "Heartbeat", "message": [3, "1", {"currentTime": "2026-11-24T10:00:00Z"}],
           "requestMessageId": 1, "timestamp": "2026-11-24T10:00:00.120Z"}
        ]}}
        """

    static func confidence(_ head: ArraySlice<UInt8>, isWhole: Bool) -> Double {
        guard let first = head.first(where: { $0 > 0x20 }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else { return 0 }
        let text = HeadText(head)
        guard text.has("\"stationId\""), text.has("\"origin\""), text.has("\"message\"") else { return 0 }
        return text.has("\"correlationId\"") || text.has("\"OCPPMessages\"") ? 1 : 0.6
    }

    static func reader(_ options: ImportOptions) -> any EntryReader { RecordLogReader<Parser>(options) }

    /// The rows are records, whatever GraphQL puts around them.
    enum Plan: DocumentPlan {
        private static let around: Set<String> = ["data", "OCPPMessages", "errors", "extensions"]

        static func opens(_ path: [String], isArray: Bool, firstName: String?) -> Bool {
            if let last = path.last, last != "data" {
                return last.hasPrefix("OCPPMessages") && (isArray || firstName == "nodes" || firstName == "aggregate")
                    || last == "nodes" && isArray
            }
            return isArray || !path.isEmpty || around.contains(firstName ?? "")
        }
    }

    struct Parser: RecordParser {
        private var row = JSONRow()

        init(_ options: ImportOptions) {}

        static func cutter(_ head: ArraySlice<UInt8>, isWhole: Bool) -> DocumentCutter<Plan>? { DocumentCutter() }

        mutating func read(
            _ record: Range<Int>, of bytes: [UInt8], line: Int, by cutter: DocumentCutter<Plan>,
            into findings: inout [Finding]
        ) {
            do throws(LineFault) {
                try row.read(record, of: bytes)
            } catch {
                findings.append(.reject(error.reject(at: line)))
                return
            }
            guard let message = row.member("message", in: bytes) else {
                findings.append(.passedOver(.noFrame, line: line))
                return
            }
            let version = row.text("protocol", in: bytes)
            findings.append(
                .frame(
                    LoggedFrame(
                        bytes: JSONRow.content(message, in: bytes), line: line,
                        time: row.text("timestamp", in: bytes).flatMap(StatedTime.read),
                        sender: row.text("origin", in: bytes).map(StatedSender.named) ?? .unknown,
                        charger: row.text("stationId", in: bytes), version: version.map { OCPPVersion(subprotocol: $0) }
                    )))
        }

        mutating func finish(
            line: Int, by cutter: DocumentCutter<Plan>, into findings: inout [Finding]
        ) -> ImportFault? {
            cutter.isCutOff ? .cutOffDocument(line: line) : nil
        }
    }
}

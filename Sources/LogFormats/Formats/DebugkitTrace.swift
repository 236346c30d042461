import OCPP
import OCPPLog

/// A trace of ocpp-debugkit: one JSON document, or an array of them.
///
///     {"traceId":…,"metadata":{"stationId":…,"ocppVersion":"1.6",…},
///      "events":[{"timestamp":"…Z","direction":"CS_TO_CSMS","message":[2,"id","Action",{…}]},…]}
///
/// The time (UTC), the direction and the frame stand in each event; `CS` is the charging station, whose name is the `stationId` of
/// the trace.
enum DebugkitTrace: FileFormat {
    static let name = "debugkit"
    static let title = "ocpp-debugkit (trace in JSON)"
    static let sample = """
        {
          "traceId": "morning",
          "metadata": { "stationId": "CP-7", "ocppVersion": "1.6", "source": "depot-7" },
          "events": [
            { "timestamp": "2026-11-24T10:00:00.000Z", "direction": "CS_TO_CSMS", "message": [2, "1", "Heartbeat", {}] },
            { "timestamp": "2026-11-24T10:00:00.120Z", "direction": "CSMS_TO_CS",
              "message": [3, "1", { "currentTime": "2026-11-24T10:00:00.100Z" }] }
          ]
        }
        """

    static func confidence(_ head: ArraySlice<UInt8>, isWhole: Bool) -> Double {
        guard let first = head.first(where: { $0 > 0x20 }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else { return 0 }
        let text = HeadText(head)
        return text.has("\"events\"") && (text.has("CS_TO_CSMS") || text.has("CSMS_TO_CS")) ? 1 : 0
    }

    static func reader(_ options: ImportOptions) -> any EntryReader { RecordLogReader<Parser>(options) }

    /// The events are records; so are the metadata.
    enum Plan: DocumentPlan {
        static func opens(_ path: [String], isArray: Bool, firstName: String?) -> Bool {
            path.isEmpty || isArray && path == ["events"]
        }
    }

    struct Parser: RecordParser {
        /// Events that come before the metadata wait for them, up to so many bytes.
        private static let mostHeld = 16 << 20

        private var row = JSONRow()
        private var document = 0
        private var station: String?
        private var version: OCPPVersion?
        private var held: [LoggedFrame]? = []
        private var heldBytes = 0

        init(_ options: ImportOptions) {}

        static func cutter(_ head: ArraySlice<UInt8>, isWhole: Bool) -> DocumentCutter<Plan>? { DocumentCutter() }

        mutating func read(
            _ record: Range<Int>, of bytes: [UInt8], line: Int, by cutter: DocumentCutter<Plan>,
            into findings: inout [Finding]
        ) {
            if cutter.documents != document {
                release(into: &findings)
                (document, station, version, held) = (cutter.documents, nil, nil, [])
            }
            guard cutter.path == ["metadata"] || cutter.path == ["events"] else { return }
            do throws(LineFault) {
                try row.read(record, of: bytes)
            } catch {
                findings.append(.reject(error.reject(at: line)))
                return
            }
            if cutter.path == ["metadata"] {
                station = row.text("stationId", in: bytes)
                version = row.text("ocppVersion", in: bytes).map { OCPPVersion(rawValue: $0) ?? .unknown }
                release(into: &findings)
            } else if let message = row.member("message", in: bytes) {
                take(JSONRow.content(message, in: bytes), bytes, line, into: &findings)
            } else {
                findings.append(.passedOver(.noFrame, line: line))
            }
        }

        mutating func finish(
            line: Int, by cutter: DocumentCutter<Plan>, into findings: inout [Finding]
        ) -> ImportFault? {
            release(into: &findings)
            return cutter.isCutOff ? .cutOffDocument(line: line) : nil
        }

        private mutating func take(_ message: [UInt8], _ bytes: [UInt8], _ line: Int, into findings: inout [Finding]) {
            let frame = LoggedFrame(
                bytes: message, line: line, time: row.text("timestamp", in: bytes).flatMap(StatedTime.read),
                sender: row.text("direction", in: bytes).map(StatedSender.named) ?? .unknown, charger: station,
                version: version)
            guard held != nil else {
                findings.append(.frame(frame))
                return
            }
            held?.append(frame)
            heldBytes += message.count
            if heldBytes > Self.mostHeld { release(into: &findings) }
        }

        /// What waited for the metadata goes, by their name if there were any.
        private mutating func release(into findings: inout [Finding]) {
            for var frame in held ?? [] {
                (frame.charger, frame.version) = (station, version)
                findings.append(.frame(frame))
            }
            (held, heldBytes) = (nil, 0)
        }
    }
}

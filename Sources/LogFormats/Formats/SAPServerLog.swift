import OCPP
import OCPPLog

/// The log of SAP's ev-server (collection `logs`) in JSON: an array, one record a line, or `{"count":…,"result":[…]}`.
///
///     {"timestamp":"…Z","chargingStationID":"CP-7","siteID":"…","action":"OcppHeartbeat",
///      "message":">> OCPP Request 'OcppHeartbeat~ab12c' on 'CP-7' has been received - Req 0.12 KB",
///      "detailedMessages":{"request":{}}}
///     {…,"message":"<< OCPP Request 'OcppHeartbeat~ab12c' on 'CP-7' has been processed in 12 ms - Res 0.05 KB",
///      "detailedMessages":{"request":{},"response":{"currentTime":"…"}}}
///
/// There are payloads alone, without a message id; the characters behind `~` say which two records belong together. The time is
/// that of the first one. The records may stand in either order. Who sent a request follows from its action.
enum SAPServerLog: FileFormat {
    static let name = "sap-ev-server"
    static let title = "SAP ev-server (log in JSON)"
    static let sample = """
        [
        {"timestamp":"2026-11-24T10:00:00.120Z","chargingStationID":"CP-7","siteID":"depot-7","action":"OcppHeartbeat",
         "message":"<< OCPP Request 'OcppHeartbeat~ab12c' on 'CP-7' has been processed in 12 ms - Res 0.05 KB",
         "detailedMessages":{"request":{},"response":{"currentTime":"2026-11-24T10:00:00Z"}}},
        {"timestamp":"2026-11-24T10:00:00.108Z","chargingStationID":"CP-7","siteID":"depot-7","action":"OcppHeartbeat",
         "message":">> OCPP Request 'OcppHeartbeat~ab12c' on 'CP-7' has been received - Req 0.12 KB",
         "detailedMessages":{"request":{}}}
        ]
        """

    static func confidence(_ head: ArraySlice<UInt8>, isWhole: Bool) -> Double {
        guard let first = head.first(where: { $0 > 0x20 }), first == UInt8(ascii: "{") || first == UInt8(ascii: "[")
        else { return 0 }
        let text = HeadText(head)
        return text.has("OCPP Request 'Ocpp") && text.has("\"chargingStationID\"") ? 0.9 : 0
    }

    static func reader(_ options: ImportOptions) -> any EntryReader { RecordLogReader<Parser>(options) }

    /// The records of the log, whatever is around them.
    enum Plan: DocumentPlan {
        static func opens(_ path: [String], isArray: Bool, firstName: String?) -> Bool {
            switch path.last {
            case nil: isArray || ["count", "result", "stats"].contains(firstName)
            case "result": isArray
            default: false
            }
        }
    }

    struct Parser: RecordParser {
        /// So many records wait for the other one of their exchange.
        private static let mostOpen = 4_096

        private struct Half {
            var exchange: PayloadExchange
            let line: Int
            let isAnswered: Bool
        }

        private var row = JSONRow()
        private var builder: EntryBuilder
        private var open: [String: Half] = [:]

        init(_ options: ImportOptions) {
            builder = EntryBuilder(options)
        }

        static func cutter(_ head: ArraySlice<UInt8>, isWhole: Bool) -> DocumentCutter<Plan>? { DocumentCutter() }

        mutating func read(
            _ record: Range<Int>, of bytes: [UInt8], line: Int, by cutter: DocumentCutter<Plan>,
            into findings: inout [Finding]
        ) {
            guard cutter.path.isEmpty || cutter.path == ["result"] else { return }
            do throws(LineFault) {
                try row.read(record, of: bytes)
                guard let (key, half) = Self.half(row, bytes, line) else {
                    return findings.append(.passedOver(.noFrame, line: line))
                }
                guard let other = open.removeValue(forKey: key), other.isAnswered != half.isAnswered else {
                    if open.count >= Self.mostOpen { release(into: &findings) }
                    open[key] = half
                    return
                }
                var exchange = half.isAnswered ? half.exchange : other.exchange
                exchange.time = half.isAnswered ? other.exchange.time : half.exchange.time
                findings.append(exchange.finding(&builder, line: min(half.line, other.line)))
            } catch {
                findings.append(.reject(error.reject(at: line)))
            }
        }

        mutating func finish(
            line: Int, by cutter: DocumentCutter<Plan>, into findings: inout [Finding]
        ) -> ImportFault? {
            release(into: &findings)
            return cutter.isCutOff ? .cutOffDocument(line: line) : nil
        }

        /// What has no other half goes as it is: a request without an answer, an exchange with the time of its answer.
        private mutating func release(into findings: inout [Finding]) {
            for half in open.values.sorted(by: { $0.line < $1.line }) {
                findings.append(half.exchange.finding(&builder, line: half.line))
            }
            open.removeAll()
        }

        private static func half(_ row: JSONRow, _ bytes: [UInt8], _ line: Int) -> (String, Half)? {
            guard let message = row.text("message", in: bytes),
                let detailed = row.member("detailedMessages", in: bytes),
                let key = message.split(separator: "'", omittingEmptySubsequences: false).dropFirst().first,
                let tilde = key.lastIndex(of: "~"), key.hasPrefix("Ocpp")
            else { return nil }
            let details = JSONRow.content(detailed, in: bytes)
            var parts = JSONRow()
            do throws(LineFault) {
                try parts.read(0..<details.count, of: details)
            } catch {
                return nil
            }
            guard let request = parts.member("request", in: details) else { return nil }
            let response = parts.member("response", in: details).map { JSONRow.content($0, in: details) }
            let isAnswered = message.contains(" has been processed ")
            let station = row.text("chargingStationID", in: bytes)
            let exchange = PayloadExchange(
                action: String(key[..<tilde].dropFirst(4)), request: JSONRow.content(request, in: details),
                response: isAnswered ? response ?? Array("{}".utf8) : nil, charger: station,
                site: row.text("siteID", in: bytes), time: time(row, bytes))
            let half = Half(exchange: exchange, line: line, isAnswered: isAnswered)
            return ("\(station ?? "") \(key)", half)
        }

        /// A text, or `{"$date":…}` as MongoDB exports it.
        private static func time(_ row: JSONRow, _ bytes: [UInt8]) -> LoggedTime? {
            guard let member = row.member("timestamp", in: bytes) else { return nil }
            guard member.token.kind == .beginObject else {
                return JSONRow.text(member, in: bytes).flatMap(StatedTime.read)
            }
            var inner = JSONRow()
            do throws(LineFault) {
                try inner.read(member.range, of: bytes)
            } catch {
                return nil
            }
            return inner.text("$date", in: bytes).flatMap(StatedTime.read)
        }
    }
}

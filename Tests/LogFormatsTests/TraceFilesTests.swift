import Foundation
import LogFormats
import OCPP
import OCPPLog
import Testing

/// The collected logs of real stations: every frame that somebody found in them by hand comes out, with direction, station, time
/// and bytes. The files are not part of the project: without them nothing is tested here.
struct TraceFilesTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "../shared/traces").standardizedFileURL

    static let isThere = FileManager.default.fileExists(atPath: folder.appending(path: "frames-real.ndjson").path)

    /// Logs that name no station: it was listed as the collector knew it.
    private static let nameless: Set = [
        "actec-evcc-profiles-1.log", "actec-evcc-proxy-1.log", "everest-libocpp-anmirazik-1.log", "steve-1347-1.log",
    ]
    /// What this log received was listed as sent by the station; but the station writes it, since it sends BootNotification.
    private static let stationsOwn: Set = ["tarkanaktan-ocpp201-my_app-1.log"]
    /// Two frames of this log have no time on their lines: they were listed with one of their payload.
    private static let timeless: Set = ["microocpp-363-1.log"]

    /// What is listed otherwise than it is read: Ruby's notation is listed as the log shows it and read as JSON; of a frame without
    /// its opening brace the closing bracket was not listed.
    private static func asRead(_ raw: [UInt8], in file: String) -> [UInt8] {
        switch file {
        case "sap-simulator-1227-1.log":
            Array(String(decoding: raw, as: UTF8.self).replacing("\"=>", with: "\":").utf8)
        case "microocpp-311-1.log" where raw.last == UInt8(ascii: "}"): raw + [UInt8(ascii: "]")]
        default: raw
        }
    }

    /// A frame as somebody listed it.
    private struct Expected {
        var file: String
        var direction: String
        var charger: String?
        var time: String?
        var raw: [UInt8]
    }

    /// A frame of an entry.
    private struct Found {
        var direction: String
        var charger: String
        var moment: Timestamp
        var raw: [UInt8]
        var isMatched = false
    }

    @Test(.enabled(if: isThere, "the collected logs are not here"))
    func everyListedFrameComesOut() throws {
        var files: [String] = []
        var byFile: [String: [Expected]] = [:]
        for list in ["frames-real.ndjson", "frames-testvectors.ndjson"] {
            for expected in try Self.list(list) {
                if byFile[expected.file] == nil { files.append(expected.file) }
                byFile[expected.file, default: []].append(expected)
            }
        }
        var table = [Self.row("file", "format", "listed", "found", "repeats", "entries")]
        var faults: [String] = []
        var (all, complete) = (0, 0)
        for file in files {
            let expected = byFile[file] ?? []
            let (entries, account, fault) = try Self.read(file)
            if let fault { faults.append("\(file): \(fault)") }
            var frames = Self.frames(of: entries)
            var (found, repeats) = (0, 0)
            for frame in expected {
                switch Self.match(frame, &frames) {
                case .found: found += 1
                case .repeated: repeats += 1
                case .missing(let why):
                    faults.append("\(file): \(why): \(String(decoding: frame.raw.prefix(100), as: UTF8.self))")
                }
            }
            all += expected.count
            complete += found + repeats
            table.append(
                Self.row(
                    file, account.format?.format ?? "?", "\(expected.count)", "\(found)", "\(repeats)",
                    "\(entries.count)"))
        }
        print(table.joined(separator: "\n") + "\n\(complete) of \(all) listed frames")
        #expect(faults.isEmpty, "\(faults.joined(separator: "\n"))")
    }

    private static func row(_ cells: String...) -> String {
        cells.enumerated().map { $1.padding(toLength: $0 == 0 ? 44 : 16, withPad: " ", startingAt: 0) }.joined()
    }

    private static func list(_ name: String) throws -> [Expected] {
        try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n").map { line in
            let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
            return Expected(
                file: try #require(object["source_file"] as? String),
                direction: object["direction"] as? String ?? "unknown",
                charger: object["charger"] as? String, time: object["ts"] as? String,
                raw: Array(try #require(object["raw"] as? String).utf8))
        }
    }

    private static func read(_ file: String) throws -> ([Entry], ReadingAccount, ImportFault?) {
        var reader = ImportReader(
            ImportOptions(unnamedCharger: ChargerID("unnamed"), unclearZone: LogZone(offsetMinutes: 0)))
        reader.append([UInt8](try Data(contentsOf: folder.appending(path: file))))
        reader.finish()
        var batch = ImportBatch()
        do throws(ImportFault) {
            _ = try reader.read(into: &batch)
        } catch {
            return (batch.entries, reader.account, error)
        }
        return (batch.entries, reader.account, nil)
    }

    private static func frames(of entries: [Entry]) -> [Found] {
        entries.flatMap { entry -> [Found] in
            var frames: [Found] = []
            if let request = entry.request {
                frames.append(
                    Found(
                        direction: entry.source.rawValue, charger: entry.chargerID.rawValue, moment: entry.datetime,
                        raw: request.bytes))
            }
            if let response = entry.response {
                let sender = entry.kind == .orphan ? entry.source : entry.source.other
                frames.append(
                    Found(
                        direction: sender.rawValue, charger: entry.chargerID.rawValue,
                        moment: entry.datetime.advanced(by: .microseconds(entry.latency ?? 0)), raw: response.bytes))
            }
            return frames
        }
    }

    private enum Match {
        case found, repeated
        case missing(String)
    }

    private static func match(_ expected: Expected, _ frames: inout [Found]) -> Match {
        let raw = asRead(expected.raw, in: expected.file)
        let same = frames.indices.filter { frames[$0].raw == raw }
        guard !same.isEmpty else { return .missing("not there") }
        let sent = same.filter {
            expected.direction == "unknown" || stationsOwn.contains(expected.file)
                || frames[$0].direction == expected.direction
        }
        guard !sent.isEmpty else { return .missing("not from \(expected.direction)") }
        let named = sent.filter {
            expected.charger == nil || frames[$0].charger == expected.charger
                || (nameless.contains(expected.file) && frames[$0].charger == "unnamed")
        }
        guard !named.isEmpty else { return .missing("not of \(expected.charger ?? "")") }
        let timed = named.filter { timeless.contains(expected.file) || isSame(expected.time, frames[$0].moment) }
        guard let first = timed.first(where: { !frames[$0].isMatched }) ?? timed.first else {
            return .missing("not at \(expected.time ?? "") but \(frames[named[0]].moment)")
        }
        defer { frames[first].isMatched = true }
        return frames[first].isMatched ? .repeated : .found
    }

    /// Zones differ by quarters of an hour: what is left of a time is the same in each.
    private static func isSame(_ text: String?, _ moment: Timestamp) -> Bool {
        guard let text, let match = text.firstMatch(of: /(\d\d):(\d\d)(?:[.,](\d+))?(?: ?[+AP]|Z|$)/),
            let minutes = Int64(match.1), let seconds = Int64(match.2)
        else { return text == nil }
        let fraction = Int64((match.3.map(String.init) ?? "").padding(toLength: 6, withPad: "0", startingAt: 0)) ?? 0
        let quarter: Int64 = 15 * 60_000_000
        let expected = (minutes * 60 + seconds) * 1_000_000 + fraction
        return (expected - moment.microseconds) % quarter == 0
    }
}

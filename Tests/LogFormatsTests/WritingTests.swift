import LogFormats
import OCPP
import OCPPLog
import TestSupport
import Testing

/// Entries that are written in a format, and read back.
struct WritingTests {
    private static func entry(_ charger: String, request: String = #"{"a":"x,\"y\""}"#) -> Entry {
        let reading = Reading(
            line(["charger_id": JSONText.quoted(charger), "request": request, "action": "\"DataTransfer\""]))
        return reading.entries[0]
    }

    private static func written(_ entries: [Entry], as name: String) throws -> String {
        let format = try #require(ExportFormat.named(name))
        var writer = format.newWriter()
        var bytes: [UInt8] = []
        writer.begin(&bytes)
        for entry in entries { writer.append(entry, to: &bytes) }
        writer.end(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func csvHasTheEightColumnsAndQuotesWhatNeedsThem() throws {
        let text = try Self.written([Self.entry("CP 7")], as: "csv")
        #expect(
            text == "action,connector_id,request,site_id,charger_id,response,datetime,source\r\n"
                + #"DataTransfer,1,"{""a"":""x,\""y\""""}",depot-7,CP 7,{},2026-11-23T10:00:00.000000Z,cp"# + "\r\n")
    }

    @Test(arguments: ["=1+2", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
    func aCellThatASpreadsheetWouldReckonIsText(_ charger: String) throws {
        let entry = Self.entry(charger)
        let text = try Self.written([entry], as: "csv")
        let needsQuotes = charger.utf8.contains { $0 < 0x20 }
        #expect(text.contains(needsQuotes ? ",\"'\(charger)\"," : ",'\(charger),"))
        let raw = try Self.written([entry], as: "csv-raw")
        #expect(raw.contains(needsQuotes ? ",\"\(charger)\"," : ",\(charger),"))
        #expect(Reading(raw).entries.first?.chargerID == ChargerID(charger))
    }

    /// The rule of a cell, letter by letter.
    private static func cell(_ text: String, neutralisesFormulas: Bool) -> String {
        let isFormula = neutralisesFormulas && text.utf8.first.map { Array("=+-@\t\n\r".utf8).contains($0) } ?? false
        let isQuoted =
            text.hasPrefix(" ") || text.hasSuffix(" ")
            || text.utf8.contains { $0 < 0x20 || Array("\",;".utf8).contains($0) }
        let mark = isFormula ? "'" : ""
        guard isQuoted else { return mark + text }
        return "\"" + mark + String(text.unicodeScalars.flatMap { $0 == "\"" ? ["\"", "\""] : [Character($0)] }) + "\""
    }

    @Test func everyCellIsWrittenByTheRule() throws {
        var random = SeededGenerator(seed: 7)
        let letters = Array("\",;=+-@ \t\u{1}abcdefghé🚗".unicodeScalars)
        var entry = Self.entry("CP-7")
        for _ in 0..<5_000 {
            var text = ""
            for _ in 0..<Int.random(in: 0...30, using: &random) {
                text.unicodeScalars.append(letters[Int.random(in: 0..<letters.count, using: &random)])
            }
            entry.siteID = SiteID(text)
            let payload = Self.cell(entry.request?.payloadText ?? "", neutralisesFormulas: false)
            for (name, isNeutral) in [("csv", true), ("csv-raw", false)] {
                let row = try Self.written([entry], as: name).dropFirst(
                    "action,connector_id,request,site_id,charger_id,response,datetime,source".count + 1)
                #expect(
                    row == "DataTransfer,1,\(payload),\(Self.cell(text, neutralisesFormulas: isNeutral)),"
                        + "CP-7,{},2026-11-23T10:00:00.000000Z,cp\r\n")
            }
        }
    }

    @Test func whatCSVSaysIsReadBack() throws {
        let entry = Self.entry("CP-7")
        let reading = Reading(try Self.written([entry, Self.entry("CP \"8\"")], as: "csv"))
        #expect(reading.rejects.isEmpty && reading.entries.count == 2)
        #expect(reading.entries.first?.request?.payloadText == entry.request?.payloadText)
        #expect(reading.entries.last?.chargerID == ChargerID("CP \"8\""))
    }

    @Test func whatWasExportedIsTheSameInAnotherStore() async throws {
        let first = MemoryStore(origin: 1)
        _ = await first.add((0..<700).map { Self.entry("CP-\($0)", request: #"{"n":\#($0)}"#) })
        let format = try #require(ExportFormat.named("ndjson"))
        func exported(_ store: MemoryStore) async throws -> [UInt8] {
            var writer = format.newWriter()
            var bytes: [UInt8] = []
            writer.begin(&bytes)
            _ = try await store.walk(Search(order: .oldestFirst, limit: 64)) { entries in
                for entry in entries { writer.append(entry, to: &bytes) }
                return true
            }
            writer.end(&bytes)
            return bytes
        }
        let bytes = try await exported(first)
        let second = MemoryStore(origin: 2)
        let count = await second.add(Reading(bytes).entries)
        #expect(count == ImportCount(added: 700, duplicates: 0))
        func withoutIDs(_ bytes: [UInt8]) -> Set<String> {
            Set(
                String(decoding: bytes, as: UTF8.self).split(separator: "\n").map {
                    String($0.replacing(/"id":"[^"]*"/, with: ""))
                })
        }
        let again = try await exported(second)
        #expect(withoutIDs(bytes) == withoutIDs(again))
    }
}

import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import EmbeddedStore

/// An entry survives being turned into bytes.
struct RecordTests {
    @Test func anEntryWithNothingInItIsKept() throws {
        let entry = Entry(
            kind: .gap, datetime: Timestamp(microseconds: .min), siteID: SiteID(""), chargerID: ChargerID(""),
            connectionID: ConnectionID(rawValue: .max), source: .csms, version: .unknown)
        let decoded = try Record.decode(Record.encode(entry).span)
        #expect(decoded == entry)
    }

    @Test func generatedEntriesAreKept() throws {
        var generator = EntryGenerator(random: SeededGenerator(seed: 42))
        for _ in 0..<2_000 {
            let entry = generator.entry()
            let decoded = try Record.decode(Record.encode(entry).span)
            #expect(decoded == entry)
        }
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence))
    func entriesOfRealTrafficAreKeptAndTakeLittleMoreThanTheirFrames() throws {
        var random = SeededGenerator(seed: 1)
        let entries = try TracedEntries.all(using: &random)
        #expect(entries.count > 500)
        var overhead = 0
        for entry in entries {
            let bytes = Record.encode(entry)
            let decoded = try Record.decode(bytes.span)
            #expect(decoded == entry)
            overhead += bytes.count - (entry.request?.bytes.count ?? 0) - (entry.response?.bytes.count ?? 0)
        }
        #expect(overhead / entries.count < 160)
    }

    /// What is on disks must be readable for ever: these bytes were written by the first version.
    @Test func theFormatDoesNotChange() throws {
        var entry = Entry.stored(300, at: 1)
        entry.level = .debug
        entry.response = RecordedFrame(
            Array("[4]".utf8), payload: 1..<2, error: .init(code: .genericError, text: "é"), length: 9)
        entry.errorCodes = ["GenericError"]
        entry.connectorID = 0
        entry.latency = -1
        let hexadecimal = Record.encode(entry).map { byte in
            let digits = String(byte, radix: 16)
            return digits.count == 1 ? "0" + digits : digits
        }.joined()
        #expect(
            hexadecimal == """
                0107000000d8040080a9c183d5bbb0060764656661756c740443502d3701000000000000000001010201010948\
                65617274626561740001185b322c22333030222c22486561727462656174222c7b7d5d00000001035b345d0101\
                01010c47656e657269634572726f7202c3a9011201010100000000010c47656e657269634572726f7200000000\
                0000
                """)
    }
}

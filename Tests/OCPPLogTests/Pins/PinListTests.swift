import OCPP
import OCPPLog
import TestSupport
import Testing

/// Pins beside the log: which there are, how many there may be, and how they are written down.
struct PinListTests {
    private func id(_ number: Int64) -> EntryID { EntryID(origin: 7, sequence: number) }
    private func pin(_ number: Int64) -> Pin { Pin(id(number), since: .at(Double(number)), by: "page") }

    @Test func theNewestStandsFirstAndAnEntryIsPinnedOnce() throws {
        let board = MemoryPins(now: { .at(5) })
        #expect(board.pins().pins.isEmpty)
        let first = try board.pin(id(1), by: "page")
        _ = try board.pin(id(2), by: "token")
        #expect(try board.pin(id(1), by: "command") == first)
        #expect(board.pins().pins.map(\.entryID.sequence) == [2, 1])
        #expect(board.pins()[id(1)]?.by == "page" && board.pins()[id(3)] == nil)
        #expect(board.unpin(id(1)) && !board.unpin(id(1)))
        #expect(board.pins().pins.map(\.entryID.sequence) == [2])
    }

    @Test func aThousandArePinnedAndOneMoreIsRefused() throws {
        var list = PinList((1...1_200).map { pin($0) })
        #expect(list.pins.count == 1_000 && list.pins.last == pin(1_000))
        #expect(throws: PinsAreFull()) { try list.add(pin(2_000)) }
        // One that is there already needs no room.
        let isAddedAgain = try list.add(pin(7))
        let isRemoved = list.remove(id(7))
        let isAdded = try list.add(pin(2_000))
        #expect(!isAddedAgain && isRemoved && isAdded)
        #expect(list.pins.count == 1_000 && list.pins.first == pin(2_000))
        #expect("\(PinsAreFull())".hasPrefix("1000 entries are pinned"))
    }

    @Test func whatIsWrittenIsRead() {
        let list = PinList([pin(3), pin(1)])
        #expect(PinJSON.list(in: Array(PinJSON.text(of: list).utf8)) == list)
        #expect(PinJSON.list(in: Array(PinJSON.text(of: PinList()).utf8)) == PinList())
    }

    @Test(arguments: [
        "", "{}", "[]", "{\"pins\":1}",
        "{\"pins\":[{\"id\":\"x\",\"since\":\"2026-11-23T10:00:00Z\",\"by\":\"page\"}]}",
        "{\"pins\":[{\"id\":\"00000007-1\",\"since\":\"soon\",\"by\":\"page\"}]}",
        "{\"pins\":[{\"id\":\"00000007-1\"}]}",
    ])
    func whatIsNoListIsNone(_ text: String) {
        #expect(PinJSON.list(in: Array(text.utf8)) == nil)
    }

    @Test func anEntryThatIsGoneIsToldFromOneThatNobodyLookedFor() async throws {
        let store = MemoryStore(origin: 7)
        var entry = Entry(
            id: id(1), kind: .connection, datetime: .at(1), chargerID: ChargerID("CP-7"),
            connectionID: ConnectionID(rawValue: 1), source: .cp, version: .v16)
        entry.reason = "opened"
        try await store.commit(Batch(entries: [entry]))
        let found = try await PinnedEntry.all([pin(9), pin(1)], in: store)
        #expect(found.map(\.isInLog) == [false, true] && found[1].entry == entry)
        #expect(
            PinJSON.object(of: found[1]).json.hasSuffix(
                #""in_log":true,"datetime":"\#(Timestamp.at(1))","charger_id":"CP-7","kind":"connection","action":""}"#)
        )
        #expect(PinJSON.object(of: found[0]).json.contains(#""in_log":false,"datetime":null"#))
    }
}

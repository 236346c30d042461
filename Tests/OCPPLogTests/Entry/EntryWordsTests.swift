import OCPP
import OCPPLog
import TestSupport
import Testing

/// The words that entries are shown and found by: outcome, mark, id, and what hides in a text.
struct EntryWordsTests {
    @Test(arguments: [
        ("Heartbeat", #"[3,"1",{}]"#, "ok", "✓ OK"),
        ("Authorize", #"[3,"1",{"idTagInfo":{"status":"Accepted"}}]"#, "accepted", "✓ Accepted"),
        ("Authorize", #"[3,"1",{"idTagInfo":{"status":"Blocked"}}]"#, "rejected", "⊘ Blocked"),
        ("Reset", #"[3,"1",{"status":"Rejected"}]"#, "rejected", "⊘ Rejected"),
        ("ChangeConfiguration", #"[3,"1",{"status":"RebootRequired"}]"#, "ok", "✓ RebootRequired"),
        ("UnlockConnector", #"[3,"1",{"status":"Unlocked"}]"#, "ok", "✓ Unlocked"),
        ("Reset", #"[4,"1","NotSupported","",{}]"#, "NotSupported", "✕ NotSupported"),
    ])
    func anExchangeHasAnOutcome(_ action: String, _ answer: String, _ word: String, _ mark: String) throws {
        var talk = Conversation()
        talk.station(#"[2,"1","\#(action)",{}]"#, at: 0)
        talk.csms(answer, at: 1)
        let entry = try #require(talk.entries.only)
        #expect(entry.outcome?.word == word)
        let shown = ResultMark(of: entry)
        #expect("\(shown.icon) \(shown.word)" == mark)
    }

    @Test func aStationThatReportsAFaultIsMarkedByIt() throws {
        var talk = Conversation()
        talk.station(#"[2,"1","StatusNotification",{"status":"Faulted"}]"#, at: 0)
        talk.csms(#"[3,"1",{}]"#, at: 1)
        #expect(ResultMark(of: try #require(talk.entries.only)).tone == .error)
    }

    @Test func anErrorCodeWithoutAFaultIsAWarning() throws {
        var talk = Conversation(.v201)
        talk.station(
            #"[2,"1","NotifyEvent",{"eventData":[{"techCode":"CX002","actualValue":"true"}]}]"#, at: 0)
        talk.csms(#"[3,"1",{}]"#, at: 1)
        let mark = ResultMark(of: try #require(talk.entries.only))
        #expect("\(mark.icon) \(mark.word)" == "▲ CX002")
        #expect(mark.tone == .warning)
    }

    @Test(arguments: ["00000001-1", "3f09a2c1-1842", "ffffffff-9223372036854775807"])
    func anEntryIdIsReadAsItIsPrinted(_ text: String) {
        #expect(EntryID(text)?.description == text)
    }

    @Test(arguments: [
        "", "-", "1-1", "3f09a2c1", "3f09a2c1-", "3f09a2c1-0", "3f09a2c1--1", "3f09a2c1-01", "3F09A2C1-+1",
        "3f09a2c1-1-1",
        "3f09a2cg-1", "3f09a2c1-9223372036854775808", "+f09a2c1-1",
    ])
    func whatIsNoEntryIdIsNone(_ text: String) {
        #expect(EntryID(text) == nil)
    }

    @Test func aCursorIsReadAsItIsPrinted() {
        let entry = Entry(
            id: EntryID(origin: 7, sequence: 9), kind: .gap, datetime: .at(1), chargerID: ChargerID("c"),
            connectionID: ConnectionID(rawValue: 1), source: .cp, version: .v16)
        let cursor = Cursor(after: entry)
        #expect(Cursor(cursor.description) == cursor)
        for text in ["", "_", "1", "1_", "x_00000007-9", "1_2_3"] { #expect(Cursor(text) == nil) }
    }

    @Test(arguments: [
        ("plain ü 😀", "plain ü 😀"), ("a\u{1B}[31m", "a⟦U+001B⟧[31m"), ("\u{202E}x", "⟦U+202E⟧x"),
        ("a\nb", "a⟦U+000A⟧b"),
        ("\u{7F}\u{200B}", "⟦U+007F⟧⟦U+200B⟧"), ("\u{2028}", "⟦U+2028⟧"),
    ])
    func whatHidesInATextIsShown(_ text: String, _ shown: String) {
        #expect(VisibleText.of(text) == shown)
    }

    @Test func aBlockKeepsItsLines() {
        #expect(VisibleText.of("a\n\tb\u{0}", keepingLines: true) == "a\n\tb⟦U+0000⟧")
    }
}

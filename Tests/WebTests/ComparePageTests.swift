import HTTPTypes
import HummingbirdTesting
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// Two entries side by side, and what stands around one.
struct ComparePageTests {
    private let entries = [
        Talk.entry("BootNotification", #"{"firmwareVersion":"1.0"}"#, sequence: 1, at: 0),
        Talk.entry("StatusNotification", #"{"connectorId":1,"status":"Charging"}"#, sequence: 2, at: 10),
        Talk.entry("StatusNotification", #"{"connectorId":2,"status":"Available"}"#, sequence: 3, at: 20),
        Talk.entry(
            "StatusNotification", #"{"connectorId":1,"status":"Faulted","errorCode":"GroundFailure"}"#, sequence: 4,
            at: 30),
        Talk.entry("BootNotification", #"{"firmwareVersion":"1.1"}"#, sequence: 5, at: 40),
    ]

    @Test func whatDiffersIsMarked() async throws {
        let page = ComparePage(
            entries[1], entries[3], frame: PageFrame(title: "", style: "", icon: "", skips: []), sites: .init())
        #expect(
            page.parts.first?.rows.map { "\($0.name) \($0.a ?? "-") \($0.b ?? "-") \($0.icon)" } == [
                "connectorId 1 1 =", #"status "Charging" "Faulted" ≠"#, #"errorCode - "GroundFailure" +"#,
            ])
        #expect(page.parts.first?.caption == "Request: 2 of 3 values differ")
        let text = try await Served(entries: entries).text("/compare?a=00000007-2&b=00000007-4")
        #expect(text.contains("only in B") && text.contains("/compare?a=00000007-4&amp;b=00000007-2"))
    }

    @Test(arguments: [
        "00000007-4", " 00000007-4 ", "http://127.0.0.1:8080/entries/00000007-4?part=2#request", "/entries/00000007-4",
    ])
    func anIdOrAnAddressNamesAnEntry(_ text: String) {
        #expect(CompareHandler.id(in: text)?.description == "00000007-4")
    }

    @Test func whatIsNoEntryIsSaid() async throws {
        #expect(try await Served(entries: entries).ask("/compare?a=00000007-2&b=x").status == .badRequest)
        #expect(try await Served(entries: entries).ask("/compare?a=00000007-2").status == .badRequest)
        #expect(try await Served(entries: entries).ask("/compare?a=00000007-2&b=00000007-99").status == .notFound)
    }

    @Test func theStateBeforeIsThatOfTheSameConnector() async throws {
        let page = try await Served(entries: entries).text("/entries/00000007-4")
        #expect(page.contains(#"<p class="before">Before: <a href="/entries/00000007-2">Charging, "#))
        #expect(page.contains(#"<a href="/entries/00000007-3">Previous of this station</a>"#))
        #expect(page.contains(#"<a href="/entries/00000007-5">Next of this station</a>"#))
        #expect(page.contains(#"/compare?a=00000007-2&amp;b=00000007-4"#))
    }

    @Test func aBootSaysTheFirmwareBefore() async throws {
        #expect(try await Served(entries: entries).text("/entries/00000007-5").contains("firmware 1.0, "))
        #expect(try await !Served(entries: entries).text("/entries/00000007-1").contains(#"class="before""#))
    }

    @Test func theActionAndItsFieldsAreExplained() async throws {
        let page = try await Served(entries: entries).text("/entries/00000007-4")
        #expect(page.contains("What StatusNotification is for"))
        #expect(page.contains(#"href="/logs?q=request.errorCode:GroundFailure">&quot;GroundFailure&quot;</a>"#))
        #expect(page.contains(#"<span class="word">Faulted: "#))
    }

    @Test func eachFormToCopyStandsAsText() throws {
        let copies = EntryCopies.all(of: entries[3], authority: "127.0.0.1:8080")
        let texts = Dictionary(uniqueKeysWithValues: copies.map { ($0.id, $0.text) })
        #expect(texts["copy-link"] == "http://127.0.0.1:8080/entries/00000007-4")
        #expect(texts["copy-command"] == "ocpplogs get 00000007-4\nocpplogs context 00000007-4")
        #expect(texts["copy-markdown"]?.contains("```json\n[2, \"u4\", \"StatusNotification\", {") == true)
        #expect(texts["copy-json"]?.hasPrefix("{\"") == true)
        #expect(texts["copy-frames"]?.split(separator: "\n").map { $0.prefix(3) } == ["[2,", "[3,"])
    }

    @Test func framesToCopyMeanTheSameAndHideNothing() {
        let turned = "{\"data\":\"a\u{202e}b\"}"
        func frames(_ entry: Entry) -> String? {
            EntryCopies.all(of: entry, authority: "h").first { $0.id == "copy-frames" }?.text
        }
        #expect(frames(Talk.entry("DataTransfer", turned))?.contains(#"{"data":"a\u202eb"}"#) == true)
    }

    @Test func textOfAStationDoesNotEndTheBlockOfMarkdown() {
        let entry = Talk.entry("DataTransfer", #"{"data":"````"}"#, charger: "[x](http://y)")
        let text = EntryCopies.all(of: entry, authority: "h").first { $0.id == "copy-markdown" }?.text ?? ""
        #expect(text.contains("\n`````json\n") && text.contains(#"\[x\](http://y)"#))
    }

    @Test func aLongFrameIsShownInPartsThatDivideNoCharacter() async throws {
        let frame = Talk.entry("DataTransfer", #"{"data":"ääääääääääääääääää"}"#).request
        let whole = try #require(frame)
        var shown = ""
        var part = 1
        while true {
            let view = PayloadView(whole, id: "request", title: "Request", part: part, limit: 20)
            let text = part == 1 ? view.raw : view.text
            shown += (text ?? "").replacing("…", with: "")
            guard view.nextURL != nil else { break }
            #expect(view.nextURL == "?part=\(part + 1)#request")
            part += 1
        }
        #expect(shown == String(decoding: whole.bytes, as: UTF8.self))
        #expect(try await Served(entries: entries).ask("/entries/00000007-4?part=0").status == .badRequest)
    }
}

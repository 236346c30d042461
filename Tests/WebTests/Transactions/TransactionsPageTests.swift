import HTTPTypes
import HummingbirdTesting
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// The page of all transactions.
struct TransactionsPageTests {
    @Test func aRowSaysWhatTheTransactionWas() async throws {
        let page = try await Served(entries: Session.entries()).text("/transactions?charger=CP-7")
        #expect(page.contains(#"<a href="/transactions/00000007-1"><time datetime="2026-11-23T10:00:00.000000Z">"#))
        for part in [
            "2026-11-23 10:00:00</time>", "…B9F1", ">7 min<", ">7.500<", ">6.60<", "</span> Ended</span>",
            "EVDisconnected", "1 transaction in the last 7 days, running ones first",
        ] {
            #expect(page.contains(part), "\(part)")
        }
        #expect(!page.contains("04A2B9F1") && !page.contains("style=") && !page.contains("<script>"))
    }

    @Test func withoutAStationThePeakPowerIsSaidToBeUnknown() async throws {
        let page = try await Served(entries: Session.entries()).text("/transactions")
        #expect(page.contains("The peak power of all of them is known when one charging station is chosen."))
        #expect(!page.contains(">6.60<"))
    }

    @Test func runningOnesStandOnTop() async throws {
        let entries =
            Session.entries(id: 1, isStopped: false) + Session.entries(id: 2, charger: "CP-8", first: 20, at: 900)
        let page = try await Served(entries: entries).text("/transactions")
        let running = try #require(page.firstRange(of: "Running</span>"))
        let ended = try #require(page.firstRange(of: "Ended</span>"))
        #expect(running.lowerBound < ended.lowerBound)
        #expect(page.contains("1 h 00 min so far"))
    }

    @Test func theFiltersChooseAndAreKept() async throws {
        let served = Served(entries: Session.entries() + Session.entries(id: 2, charger: "D-1", first: 20))
        let page = try await served.text("/transactions?charger=D-*&end=ended&since=24h")
        #expect(page.contains(#"value="D-*""#) && page.contains(#"<option value="ended" selected>"#))
        #expect(page.contains(#"<option value="24h" selected>"#))
        #expect(page.contains(">D-1<") && !page.contains(">CP-7<"))
        let none = try await served.text("/transactions?charger=D-1&end=running")
        #expect(none.contains("No transactions") && none.contains("is of this charging station, site and end."))
        #expect(none.contains(#"href="/transactions?charger=D-1&amp;end=running&amp;since=">At any time</a>"#))
    }

    @Test func withoutAnythingTheWeekIsShownAndAnyTimeIsAChoice() async throws {
        let old = Session.entries(at: -10 * 86_400)
        let served = Served(entries: old)
        #expect(
            try await served.text("/transactions").contains(
                "No charging transaction began, ran or ended in the last 7 days."))
        #expect(try await served.text("/transactions?since=").contains("1 transaction at any time"))
        let nothing = try await Served().text("/transactions")
        #expect(nothing.contains("Nothing has been recorded yet"))
    }

    @Test func whatIsNoEndAndNoParameterIsRefused() async throws {
        #expect(try await Served().ask("/transactions?end=finished").status == .badRequest)
        #expect(try await Served().ask("/transactions?tag=1").status == .badRequest)
    }

    @Test func whereNotAllWasReadThePageSaysUpToWhere() async throws {
        let store = MemoryStore(origin: 7)
        try await store.commit(
            Batch(
                entries: (1...1_001).map {
                    Talk.entry(
                        "StartTransaction", "{\"connectorId\":\($0)}", "{\"transactionId\":\($0)}", sequence: Int64($0),
                        at: Double($0))
                }))
        let question = try TransactionsQuestion(
            try QueryString("since=", known: TransactionsQuestion.parameters), now: .at(3_600))
        let list = try await TransactionList.read(
            store, question.list(limit: TransactionsPage.most), sites: SiteDirectory(), budget: .zero)
        var page = TransactionsPage(
            question, sites: SiteDirectory(), frame: PageFrame(title: "", style: "", icon: "", skips: []))
        page.show(list, of: question, now: .at(3_600))
        page.tellPart(list.reading)
        #expect(
            page.part?.hasPrefix(
                "Only a part was read up to 2026-11-23 10:16:40 UTC, since there is much: 1,000 messages.")
                == true)
        #expect(page.rows.count == 200 && page.caption?.hasPrefix("The newest 200 of 1,000 transactions") == true)
    }

    @Test func markupInWhatAStationSaysIsText() async throws {
        let markup = "<img src=x>\u{202E}"
        let entries = Session.entries(charger: "X\"><b>", tag: markup, reason: markup)
        for url in ["/transactions", "/transactions/00000007-1"] {
            let page = try await Served(entries: entries).text(url)
            #expect(!page.contains("<img src=x") && !page.contains("<b>") && !page.contains("\u{202E}"))
            #expect(page.contains("⟦U+202E⟧"))
        }
    }
}

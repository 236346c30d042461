import HTTPTypes
import HummingbirdTesting
import OCPP
import OCPPLog
import Testing

@testable import Web

/// What can be looked for from a row of the log.
struct RowMenuTests {
    private let started = Talk.entry(
        "StatusNotification", #"{"connectorId":1,"status":"Charging","errorCode":"NoError"}"#)

    @Test func aRowLeadsToItWithTheQuestion() async throws {
        let page = try await Served(entries: [started]).text(
            "/logs?q=status:Charging&since=24h&tz=Europe/Berlin&cols=time,kind&more=action&counts=all")
        let link = try #require(page.firstMatch(of: /<a class="more" href="([^"]+)" aria-label="([^"]+)">/))
        #expect(link.2 == "More of StatusNotification, 11:00:00.000")
        #expect(
            link.1.replacing("&amp;", with: "&")
                == "/entries/00000007-1/menu?q=status:Charging&since=24h&tz=Europe%2FBerlin&cols=time,kind")
    }

    @Test func onAPageOfOlderEntriesTheMenuKnowsThePage() async throws {
        let page = try await Served(entries: [started]).text("/logs?cursor=1795500000000000_00000007-9")
        #expect(page.contains(#"href="/entries/00000007-1/menu?cursor=1795500000000000_00000007-9""#))
    }

    @Test func itsPageLeadsToWhatIsNearAndKeepsTheLook() async throws {
        let page = try await Served(entries: [started]).text(
            "/entries/00000007-1/menu?q=status:Charging&since=24h&tz=Europe/Berlin&cols=time,kind&sel=x&live=1")
        #expect(page.contains("<h1>More of StatusNotification</h1>"))
        let moment = "2026-11-23T10:00:00.000000Z"
        #expect(page.contains("<time datetime=\"\(moment)\">2026-11-23 11:00 UTC+01:00</time>, CP-7: "))
        let links = page.matches(of: /<li><a href="([^"]+)"(?: data-key="[ux]")?>([^<]+)<\/a><\/li>/).map {
            (label: String($0.2), url: String($0.1).replacing("&amp;", with: "&"))
        }
        #expect(
            links.map(\.label) == [
                "Show around this", "Same charging station", "Same connector", "Only this action",
                "Without this action",
            ])
        let look = "tz=Europe%2FBerlin&cols=time,kind"
        #expect(
            links.map(\.url) == [
                "/logs?q=charger:CP-7&from=2026-11-23T09:55:00.000000Z&to=2026-11-23T10:05:00.000000Z&\(look)&fold=off#e-00000007-1",
                "/logs?q=charger:CP-7&since=24h&\(look)",
                "/logs?q=charger:CP-7%20connector:1&since=24h&\(look)",
                "/logs?q=status:Charging%20action:StatusNotification&since=24h&\(look)",
                "/logs?q=status:Charging%20-action:StatusNotification&since=24h&\(look)",
            ])
    }

    @Test func theConnectorOfAnEVSEIsThatOfTheEVSE() async throws {
        let call = Talk.entry(
            "StatusNotification", #"{"evseId":2,"connectorId":1,"connectorStatus":"Available"}"#)
        let page = try await Served(entries: [call]).text("/entries/00000007-1/menu")
        #expect(page.contains(#"<a href="/logs?q=charger:CP-7%20evse:2%20connector:1">Same connector</a>"#))
        let boot = Talk.entry("BootNotification", #"{"chargePointVendor":"V","chargePointModel":"M"}"#)
        #expect(try await !Served(entries: [boot]).text("/entries/00000007-1/menu").contains("Same connector"))
    }

    @Test func onlyThisActionIsThatAloneWhateverActionsAreAskedFor() async throws {
        let page = try await Served(entries: [started]).text(
            "/entries/00000007-1/menu?q=action:Status*,BootNotification%20charger:CP-7")
        #expect(page.contains(#"href="/logs?q=charger:CP-7%20action:StatusNotification">Only this action<"#))
    }

    @Test func keysNameTheirLinks() async throws {
        let page = try await Served(entries: [started]).text("/entries/00000007-1/menu")
        let keys = page.matches(of: /data-key="(.)">([^<]+)</).map { "\($0.1) \($0.2)" }
        #expect(keys == ["u Show around this", "x Without this action"])
    }

    @Test func itCopiesTheEntryInEachForm() async throws {
        let page = try await Served(entries: [started]).text("/entries/00000007-1/menu")
        let names = page.matches(of: /hidden data-copy-text="[^"]+"><span class="hidden">Copy <\/span>([^<]+)</).map {
            String($0.1)
        }
        #expect(names == ["JSON", "Frames", "Link", "Markdown", "cURL", "Command line"])
        #expect(page.contains(#"<a href="/entries/00000007-1#take"><span class="hidden">Copy </span>as text</a>"#))
    }

    @Test func theTransactionOfARowIsOneOfItsStation() async throws {
        let call = Talk.entry(
            "StopTransaction", #"{"transactionId":9,"meterStop":5,"timestamp":"2026-11-23T10:00:00Z"}"#)
        let page = try await Served(entries: [call]).text("/entries/00000007-1/menu?q=")
        #expect(page.contains(#"<a href="/logs?q=charger:CP-7%20tx:9">Same transaction</a>"#))
    }

    @Test func whatAStationWroteIsTextThere() async throws {
        let call = Talk.entry("<b>x</b>", #"{"a":"<img src=x>"}"#, charger: "<i>")
        let page = try await Served(entries: [call]).text("/entries/00000007-1/menu")
        for markup in ["<b>", "<img src=x", "<i>"] { #expect(!page.contains(markup)) }
    }

    @Test(arguments: ["/entries/00000007-2/menu", "/entries/x/menu"])
    func anEntryThatThereIsNotHasNone(_ address: String) async throws {
        let answer = try await Served(entries: [started]).ask(address)
        #expect(answer.status == .notFound && answer.text.contains("There is no entry with this id."))
    }

    @Test func aParameterThatThePageOfTheLogHasNotIsAFault() async throws {
        let answer = try await Served(entries: [started]).ask("/entries/00000007-1/menu?nosuch=1")
        #expect(answer.status == .badRequest)
    }
}

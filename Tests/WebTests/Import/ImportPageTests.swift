import HTTPTypes
import Hummingbird
import HummingbirdTesting
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// The page that takes logs over: it is sent, looked at, stored. With a reader that takes each byte for a line.
struct ImportPageTests {
    private let store = MemoryStore(origin: 9)
    private let clock = Clock()

    private var served: Served {
        var served = Served(now: clock.now)
        served.imports = ImportService(store: store, formats: ["letters"]) { Letters($0) }
        return served
    }

    /// Sends a file and opens what is shown of it.
    private func sent(
        _ browser: Browser, _ content: String, name: String? = "CP-9.log"
    ) async throws -> (place: String, page: String) {
        let answer = try await browser.send(file: content, name: name)
        let place = try #require(answer.headers[.location])
        #expect(answer.status == .seeOther)
        return (place, try await browser.open(place).text)
    }

    private func entries() async throws -> Int { await store.search(Search(limit: 100)).entries.count }

    @Test func whoIsSignedOutIsAskedToSignInAndCanSendNothing() async throws {
        try await served.visit { client in
            let browser = Browser(client: client)
            let page = try await browser.open("/import?upload=1").text
            #expect(page.contains("/sign-in?to=%2Fimport%3Fupload%3D1") && !page.contains("<form"))
            #expect(try await browser.send(file: "ab").status == .forbidden)
            #expect(try await browser.send("/import/take", "upload=1").status == .forbidden)
            var signedIn = try await Browser.signedIn(client)
            signedIn.origin = "http://localhost:1"
            #expect(try await signedIn.send(file: "ab").status == .forbidden)
            signedIn.origin = nil
            #expect(try await signedIn.send(file: "ab").status == .forbidden)
        }
    }

    @Test func aFileIsLookedAtThenStoredThenTold() async throws {
        try await served.visit { client in
            let browser = try await Browser.signedIn(client)
            let (place, preview) = try await sent(browser, "abxa")
            #expect(preview.contains("3 entries can be imported."))
            #expect(preview.contains("&lt;i&gt;Letters: certain, 90\u{A0}%"))
            #expect(preview.contains("It is made of letters.") && !preview.contains("--charger"))
            #expect(preview.contains("CP-9 (3)") && preview.contains("2026-11-23 10:01:37 to 2026-11-23 10:01:38"))
            #expect(preview.contains("An &quot;x&quot;.") && preview.contains("1 line</caption>"))
            #expect(preview.contains("Import 3 entries</button>"))
            #expect(try await entries() == 0)

            let id = place.suffix(64)
            let answer = try await browser.send("/import/take", "upload=\(id)&charger=CP-9&zone=&site=&format=")
            #expect(answer.status == .seeOther && answer.headers[.location] == place)
            let done = try await browser.open(place).text
            #expect(done.contains("2 entries are new, 1 was there already, 1 line could not be read."))
            #expect(done.contains("/logs?q=charger:CP-9&amp;from=2026-11-23T10:01:37"))
            #expect(try await entries() == 2)

            let again = try await browser.send("/import/take", "upload=\(id)")
            #expect(again.headers[.location] == place)
            #expect(try await entries() == 2)
        }
    }

    @Test func pastedTextNeedsTheNameOfItsStation() async throws {
        try await served.visit { client in
            let browser = try await Browser.signedIn(client)
            let (place, preview) = try await sent(browser, "ab", name: nil)
            #expect(preview.contains("Pasted text"))
            let named = try await browser.open("\(place)&charger=%3Cb%3E%22").text
            #expect(named.contains("value=\"&lt;b&gt;&quot;\"") && !named.contains("<b>"))
        }
    }

    @Test func aZoneThatIsMissingIsAskedFor() async throws {
        try await served.visit { client in
            let browser = try await Browser.signedIn(client)
            let (place, preview) = try await sent(browser, "?")
            #expect(preview.contains("name no zone") && preview.contains("No entry was read."))
            #expect(!preview.contains("/import/take"))
            #expect(try await browser.open("\(place)&zone=Europe/Berlin").text.contains("Import 1 entry</button>"))
            #expect(try await browser.open("\(place)&zone=%2B01:00").text.contains("Import 1 entry</button>"))
            let wrong = try await browser.open("\(place)&zone=%3Ci%3E&start=now").text
            #expect(wrong.contains("There is no zone of this name.") && wrong.contains("This is no time"))
            #expect(wrong.contains("&lt;i&gt;") && !wrong.contains("value=\"<i>"))
            let refused = try await browser.send("/import/take", "upload=\(place.suffix(64))&zone=nowhere")
            #expect(refused.headers[.location] == "\(place)&zone=nowhere")
        }
    }

    @Test func whatCannotBeReadToItsEndIsTakenUpToThere() async throws {
        try await served.visit { client in
            let browser = try await Browser.signedIn(client)
            let (place, preview) = try await sent(browser, "ab!")
            #expect(preview.contains("This cannot be read to its end.") && preview.contains("Nothing can be read."))
            _ = try await browser.send("/import/take", "upload=\(place.suffix(64))")
            let done = try await browser.open(place).text
            #expect(done.contains("2 entries are new") && done.contains("It could not be read to its end."))
        }
    }

    @Test func namesOfFilesAreShownAsText() async throws {
        try await served.visit { client in
            let browser = try await Browser.signedIn(client)
            let (_, preview) = try await sent(browser, "ab", name: "<script>\u{202E}gol.exe")
            #expect(preview.contains("&lt;script&gt;⟦U+202E⟧gol.exe") && !preview.contains("\u{202E}"))
        }
    }

    @Test(arguments: [("", "Choose a file, or paste some lines of a log."), ("  \r\n", "Choose a file")])
    func withoutAnythingThePageSaysWhatToDo(_ text: String, _ said: String) async throws {
        try await served.visit { client in
            let browser = try await Browser.signedIn(client)
            let answer = try await browser.send(file: text, name: nil)
            #expect(answer.status == .badRequest && answer.text.contains(said))
            #expect(try await browser.send(file: "", name: "a.log").text.contains("This file is empty."))
            #expect(try await browser.send("/import", "text=a").status == .unsupportedMediaType)
        }
    }

    @Test func aFileThatIsTooLargeIsShownTheWayOut() async throws {
        try await served.visit { client in
            let browser = try await Browser.signedIn(client)
            let large = String(repeating: "a", count: WebLimits.upload + 70_000)
            let answer = try await browser.send(file: large)
            #expect(answer.status == .contentTooLarge)
            #expect(answer.text.contains("larger than 32 MB") && answer.text.contains("ocpplogs import --server"))
        }
    }

    @Test func whatIsForgottenOrDiscardedIsSentAgain() async throws {
        try await served.visit { client in
            let browser = try await Browser.signedIn(client)
            let (place, _) = try await sent(browser, "ab")
            #expect(try await browser.send("/import/discard", "upload=\(place.suffix(64))").status == .seeOther)
            let gone = try await browser.open(place)
            #expect(gone.status == .notFound && gone.text.contains("Send it again.") && gone.text.contains("<form"))
            #expect(try await browser.send("/import/take", "upload=\(place.suffix(64))").status == .notFound)
            let (other, _) = try await sent(browser, "ab")
            clock.set(600)
            #expect(try await browser.open(other).status == .notFound)
        }
    }

    @Test func anotherImportIsWaitedFor() async throws {
        let served = served
        try await served.visit { client in
            let browser = try await Browser.signedIn(client)
            let (place, _) = try await sent(browser, "ab")
            #expect(served.imports?.turn.begin() == true)
            #expect(try await browser.open(place).status == .tooManyRequests)
            #expect(try await browser.send("/import/take", "upload=\(place.suffix(64))").status == .tooManyRequests)
            served.imports?.turn.end()
            #expect(try await browser.open(place).status == .ok)
        }
    }

    @Test func whereNothingIsTakenOverThePageSaysSo() async throws {
        let page = try await Served().text("/import")
        #expect(page.contains("No logs are taken over here."))
        #expect(!(try await Served().text("/settings")).contains("/import"))
        #expect(try await served.text("/settings").contains("href=\"/import\""))
        #expect(try await served.text("/logs").contains("href=\"/import\""))
    }
}

extension Browser {
    /// Sends a file, or what was pasted.
    fileprivate func send(file content: String, name: String? = "CP-9.log") async throws -> TestResponse {
        func field(_ head: String, _ content: String) -> String {
            "--B\r\nContent-Disposition: form-data; \(head)\r\n\r\n\(content)\r\n"
        }
        let body =
            field("name=\"file\"; filename=\"\(name ?? "")\"", name == nil ? "" : content)
            + field("name=\"text\"", name == nil ? content : "") + "--B--\r\n"
        var headers: HTTPFields = [.contentType: "multipart/form-data; boundary=B"]
        headers[.origin] = origin
        headers[.cookie] = cookie
        return try await client.execute(uri: "/import", method: .post, headers: headers, body: ByteBuffer(string: body))
    }
}

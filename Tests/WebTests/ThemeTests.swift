import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Testing

@testable import Web

/// Pages that are light or dark whatever the system says.
struct ThemeTests {
    @Test func withoutAChoiceTheSystemSays() async throws {
        let page = try await Served().text("/settings")
        #expect(page.contains(#"<html lang="en">"#) && page.contains(#"content="light dark""#))
        #expect(page.contains(#"<option value="system" selected>"#))
    }

    @Test func aChoiceIsKeptAndStandsInEveryPageWithoutSigningIn() async throws {
        try await Served().visit { client in
            var browser = Browser(client: client)
            let answer = try await browser.send("/theme", "theme=dark&to=/settings")
            #expect(answer.status == .seeOther && answer.headers[.location] == "/settings")
            let cookie = try #require(answer.headers[.setCookie])
            #expect(cookie == "ocpplogs_theme=dark; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax")
            browser.cookie = "ocpplogs_theme=dark"
            for path in ["/logs", "/settings", "/entries/none"] {
                let page = try await browser.open(path).text
                #expect(page.contains(#"<html lang="en" data-theme="dark">"#) && page.contains(#"content="dark""#))
            }
            #expect(try await browser.open("/settings").text.contains(#"<option value="dark" selected>"#))
            let back = try await browser.send("/theme", "theme=system")
            #expect(back.headers[.setCookie]?.contains("Max-Age=0") == true)
        }
    }

    @Test(arguments: ["blue", "\"><script>", "dark; ocpplogs_theme=light"])
    func whatIsNoThemeIsPassedOver(_ value: String) async throws {
        try await Served().visit { client in
            var browser = Browser(client: client)
            browser.cookie = "ocpplogs_theme=\(value)"
            let page = try await browser.open("/settings").text
            #expect(page.contains(#"<html lang="en">"#))
        }
    }

    @Test func aFormFromElsewhereChangesNothing() async throws {
        try await Served().visit { client in
            var browser = Browser(client: client)
            browser.origin = "http://evil.example"
            #expect(try await browser.send("/theme", "theme=dark").status == .forbidden)
            browser.origin = "http://localhost"
            let answer = try await browser.send("/theme", "theme=dark&to=//evil.example")
            #expect(answer.headers[.location] == "/settings")
        }
    }
}

import Foundation
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// What pages say at their top while something is not as it should be.
struct HealthNoticeTests {
    private let uris = ["/logs", "/logs?q=status:", "/entries/00000007-1"]

    @Test func nothingWhileAllIsWell() async throws {
        for uri in uris {
            let page = try await Served(entries: [Talk.entry("Heartbeat")], health: [Part.well]).text(uri)
            #expect(!page.contains("class=\"notice"))
        }
    }

    @Test func whyRecordingHasStoppedAndSinceWhen() async throws {
        for uri in uris {
            let page = try await Served(entries: [Talk.entry("Heartbeat")], health: [Part.full]).text(uri)
            #expect(page.contains(#"<p class="notice failing" role="status">"#))
            #expect(page.contains("Recording has stopped</strong> since 10:03 UTC: the disk that holds ./data is "))
            #expect(page.contains("Traffic is not affected. 1,204 frames are missing so far.</p>"))
        }
    }

    @Test func theDateStandsThereWhenItIsNotTodays() async throws {
        let page = try await Served(health: [Part.slow]).text("/logs")
        #expect(page.contains(#"<p class="notice" role="status">"#))
        #expect(page.contains("Frames are missing in the log</strong> since 2026-11-22 10:00 UTC: "))
    }

    @Test func theWorstAloneIsSaid() async throws {
        let page = try await Served(health: [Part.slow, Part.full, Part.well]).text("/logs")
        #expect(page.components(separatedBy: "class=\"notice").count == 2)
        #expect(page.contains("Recording has stopped"))
    }

    @Test func whatIsSaidCannotActOnThePage() async throws {
        let check = HealthCheck("store", .failing, title: "<b>t</b>", detail: "\u{202E}in <i>data</i>")
        let page = try await Served(health: [Part(checks: [check])]).text("/logs")
        #expect(!page.contains("<b>") && !page.contains("<i>") && !page.contains("\u{202E}"))
    }
}

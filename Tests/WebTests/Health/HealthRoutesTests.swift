import HTTPTypes
import HummingbirdTesting
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// What probes and monitoring are answered.
struct HealthRoutesTests {
    @Test(arguments: [
        (Part.well, 200, "ok"), (.slow, 200, "degraded"), (.full, 503, "failing"),
    ])
    func readyMeansThatNoPartIsFailing(_ part: Part, _ ready: Int, _ status: String) async throws {
        let served = Served(health: [part])
        let health = try await served.ask("/healthz")
        #expect(health.status.code == 200)
        #expect(health.headers[.contentType] == "application/json")
        let readiness = try await served.ask("/readyz")
        #expect(readiness.status.code == ready)
        #expect(readiness.headers[.contentType] == "application/json")
        #expect(readiness.text == health.text)
        #expect(health.text.hasPrefix(#"{"status":"\#(status)","parts":[{"name":"recorder","#))
    }

    @Test func theReportNamesEveryPart() async throws {
        let text = try await Served(health: [Part.full, Part.well]).text("/healthz")
        let failing = [
            #"{"status":"failing","parts":[{"name":"recorder","status":"failing","title":"recording has stopped","#,
            #""detail":"the disk that holds ./data is full. Traffic is not affected. 1,204 frames are missing so far","#,
            #""since":"2026-11-23T10:03:00.000000Z"},"#,
        ]
        let well =
            #"{"name":"recorder","status":"ok","title":"recording","detail":"what was said is in the log","since":null}]}"#
        #expect(text == failing.joined() + well)
    }

    @Test func metricsAreTextForPrometheus() async throws {
        let part = Part(figures: [.counter("ocpplogs_frames_lost_total", help: "Frames lost", 3)])
        let answer = try await Served(health: [Part.full], metrics: [part]).ask("/metrics")
        #expect(answer.status == .ok)
        #expect(answer.headers[.contentType] == "text/plain; version=0.0.4; charset=utf-8")
        #expect(
            answer.text == """
                # HELP ocpplogs_frames_lost_total Frames lost
                # TYPE ocpplogs_frames_lost_total counter
                ocpplogs_frames_lost_total 3
                # HELP ocpplogs_call_answers_kept Answers without an entry that pages can show
                # TYPE ocpplogs_call_answers_kept gauge
                ocpplogs_call_answers_kept 0
                # HELP ocpplogs_call_answers_pushed_out_total Answers without an entry that were forgotten before their time, because there were too many
                # TYPE ocpplogs_call_answers_pushed_out_total counter
                ocpplogs_call_answers_pushed_out_total 0
                # HELP ocpplogs_part_status How each part is doing: 0 ok, 1 degraded, 2 failing
                # TYPE ocpplogs_part_status gauge
                ocpplogs_part_status{part="recorder"} 2

                """)
    }

    @Test(arguments: ["/healthz", "/readyz", "/metrics"])
    func theStoreIsNotAskedAndTheSameRulesHold(_ uri: String) async throws {
        let served = Served(health: [Part.well])
        let broken = BrokenStore(error: StoreError(.failed, "nothing can be read"))
        #expect(try await served.ask(uri, store: broken).status == .ok)
        #expect(try await served.ask(uri, method: .head).status == .ok)
        let foreign = try await served.ask(uri, headers: [.origin: "http://elsewhere.example"])
        #expect(foreign.status == .forbidden)
        #expect(foreign.headers[.contentType] == "application/problem+json")
        let posted = try await served.ask(uri, method: .post, headers: [.authorization: "Bearer the-token"])
        #expect(posted.status == .methodNotAllowed)
    }
}

import HTTPTypes
import HummingbirdTesting
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Web

/// Facets and histogram over HTTP.
struct CountsAPITests {
    private let served = Served(entries: [
        Talk.entry("Heartbeat", sequence: 1, at: 1), Talk.entry("Heartbeat", sequence: 2, at: 3_601),
        Talk.entry(
            "StatusNotification", #"{"connectorId":1,"status":"Faulted","errorCode":"GroundFailure"}"#, sequence: 3,
            at: 3),
        Talk.entry("StartTransaction", sequence: 4, at: 4), Talk.entry("StopTransaction", sequence: 5, at: 90_000),
    ])

    @Test func theValuesOfAKeyComeWithTheirCounts() async throws {
        let text = try await served.text("/api/v1/facets?key=action&key=connector&limit=2")
        let expected =
            #"{"facets":[{"key":"action","values":[{"value":"Heartbeat","count":2},{"value":"StartTransaction","count":1}],"#
            + #""more":2},{"key":"connector","values":[{"value":"1","count":1}],"more":0}],"unreadable":0}"#
        #expect(text == expected)
    }

    @Test(
        arguments: [
            ("prefix=st", ["StartTransaction", "StatusNotification", "StopTransaction"]),
            ("prefix=STA&limit=1", ["StartTransaction"]), ("prefix=*", []),
            ("q=status:Faulted", ["StatusNotification"]),
            ("action=Heartbeat", ["Heartbeat"]), ("to=2026-11-23T10:00:02Z", ["Heartbeat"]),
        ] as [(String, [String])])
    func theValuesAreThoseOfWhatIsAskedFor(_ parameters: String, _ expected: [String]) async throws {
        let text = try await served.text("/api/v1/facets?key=action&" + parameters)
        #expect(text.matches(of: /"value":"([A-Za-z]+)"/).map { String($0.1) } == expected)
    }

    @Test(arguments: [
        "", "key=", "key=colour", "key=action&limit=0", "key=action&prefix=",
        (0...8).map { _ in "key=action" }.joined(separator: "&"),
    ])
    func aFacetThatCannotBeIsAProblem(_ parameters: String) async throws {
        let answer = try await served.ask("/api/v1/facets?" + parameters)
        #expect(answer.status == .badRequest && answer.text.contains("bad_parameter"))
    }

    @Test func entriesAreCountedInPiecesOfTheZone() async throws {
        let text = try await served.text(
            "/api/v1/histogram?from=2026-11-22T23:00:00Z&to=2026-11-24T23:00:00Z&buckets=2&tz=Europe/Berlin")
        let expected =
            #"{"from":"2026-11-22T23:00:00.000000Z","to":"2026-11-24T23:00:00.000000Z","tz":"Europe/Berlin","step":"1d","#
            + #""buckets":[{"start":"2026-11-23T00:00:00+01:00","end":"2026-11-24T00:00:00+01:00","total":4,"ok":3,"note":0,"#
            + #""warning":0,"error":1},{"start":"2026-11-24T00:00:00+01:00","end":"2026-11-25T00:00:00+01:00","total":1,"#
            + #""ok":1,"note":0,"warning":0,"error":0}],"unreadable":0}"#
        #expect(text == expected)
    }

    @Test func withoutTimesItShowsTheDayBeforeNow() async throws {
        // The clock of the test shows eleven.
        let text = try await served.text("/api/v1/histogram?buckets=1&q=Heartbeat")
        #expect(
            text.hasPrefix(#"{"from":"2026-11-22T11:00:00.000000Z","to":"2026-11-23T11:00:00.000000Z","tz":"UTC","#))
        #expect(text.contains(#""total":1"#))
    }

    @Test(arguments: [
        "tz=Mars/Olympus", "tz=", "tz=../../etc/passwd", "tz=europe/berlin", "buckets=0", "buckets=1001", "from=",
        "to=yesterday",
    ])
    func aHistogramThatCannotBeIsAProblem(_ parameters: String) async throws {
        let answer = try await served.ask("/api/v1/histogram?" + parameters)
        #expect(answer.status == .badRequest && answer.text.contains("bad_parameter"))
    }

    @Test(arguments: [
        "from=1h&to=2h", "from=2026-11-23T10:00:00Z&to=2026-11-23T10:00:00Z", "from=2027-01-01T00:00:00Z",
    ])
    func aStretchThatEndsBeforeItBeginsHasNoPieces(_ parameters: String) async throws {
        let answer = try await served.ask("/api/v1/histogram?" + parameters)
        #expect(answer.status == .ok && answer.text.hasSuffix(#""step":"1s","buckets":[],"unreadable":0}"#))
    }

    @Test(arguments: ["facets?key=action", "histogram?from=1h"])
    func aCountSaysHowManyEntriesItLacks(_ call: String) async throws {
        var damaged = served
        damaged.counting = DamagedCounting(unreadable: 4_096)
        let text = try await damaged.text("/api/v1/" + call)
        #expect(text.hasSuffix(#"],"unreadable":4096}"#))
    }

    @Test func workThatTakesTooLongIsEndedAndSaysSo() async throws {
        let (ends, end) = AsyncStream.makeStream(of: Bool.self)
        let problem = await #expect(throws: WebProblem.self) {
            try await TimeLimit.within(.zero) {
                for await _ in AsyncStream<Never>.makeStream().stream {}
                end.yield(Task.isCancelled)
            }
        }
        #expect(problem?.code == "timeout" && problem?.status == .serviceUnavailable)
        let wasCancelled = await ends.first { _ in true }
        #expect(wasCancelled == true)
    }
}

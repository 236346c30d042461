import HTTPTypes
import HummingbirdTesting
import OCPP
import OCPPLog
import Testing

@testable import Web

/// The page of what went wrong at a station.
struct ErrorsPageTests {
    private let served = Served(entries: [
        Talk.entry(
            "StatusNotification",
            #"{"connectorId":1,"status":"Faulted","errorCode":"GroundFailure","vendorErrorCode":"<b>E1</b>"}"#,
            sequence: 1, at: 0),
        Talk.entry(
            "StatusNotification", #"{"connectorId":1,"status":"Available","errorCode":"NoError"}"#, sequence: 2, at: 90),
        Talk.entry("Heartbeat", "{}", nil, sequence: 3, at: 100),
        Talk.entry(
            "Reset", #"{"type":"Soft"}"#, #""InternalError", "", {}"#, from: .csms, sequence: 4, at: 200),
        Talk.entry("Heartbeat", charger: "CP-8", sequence: 5, at: 300),
    ])

    @Test func codesAndFailedRequestsStandThereWithTheirProofs() async throws {
        let page = try await served.text("/chargers/CP-7/errors")
        #expect(page.contains("Codes and states that it reported in the last 7 days"))
        #expect(page.contains("GroundFailure") && page.contains(">1 min<") && page.contains("Vendor code"))
        #expect(page.contains("No answer") && page.contains("CALLERROR") && page.contains("charging station"))
        #expect(page.contains("/logs?q=") && page.contains("error:GroundFailure"))
        #expect(page.contains("What the codes mean") && !page.contains("<b>E1"))
        #expect(page.contains(#"aria-current="page">Errors</a>"#))
    }

    @Test func aStationWithoutErrorsIsSaidToHaveNone() async throws {
        let page = try await served.text("/chargers/CP-8/errors")
        #expect(page.contains("No errors") && page.contains("At any time") && page.contains("At log level info"))
        let always = try await served.text("/chargers/CP-8/errors?since=")
        #expect(always.contains("at any time") && !always.contains(">At any time</a>"))
    }

    @Test func whatIsMissingFromOneTableIsSaidThere() async throws {
        let page = try await served.text("/chargers/CP-7/errors?to=2026-11-23T10:00:30Z&from=2026-11-23T09:00:00Z")
        #expect(page.contains("Every request was answered") && page.contains("GroundFailure"))
    }
}

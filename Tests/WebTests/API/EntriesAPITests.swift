import HTTPTypes
import HummingbirdTesting
import OCPP
import OCPPLog
import TestSupport
import Testing

/// The API: its shape, its order, its pages, its errors.
struct EntriesAPITests {
    private let served = Served(entries: (1...5).map { Talk.entry("Heartbeat", sequence: $0, at: Double($0)) })

    @Test func anEmptyLogAnswersAnEmptyPage() async throws {
        let answer = try await Served().ask("/api/v1/entries")
        #expect(answer.status == .ok)
        #expect(answer.headers[.contentType] == "application/json")
        #expect(answer.headers[.cacheControl] == "no-store")
        #expect(answer.text == #"{"entries":[],"next":null,"unreadable":0,"searched_back_to":null}"#)
    }

    @Test func entriesHaveTheBytesOfTheWireUnderTheNamesOfTheDescription() async throws {
        let entry = Talk.entry("MeterValues", #"{"b" : 2e+01,"a":"é"}"#, "{ }")
        let text = try await Served(entries: [entry]).text("/api/v1/entries")
        let beginning =
            #"{"entries":[{"action":"MeterValues","connector_id":null,"request":{"b" : 2e+01,"a":"é"},"#
            + #""site_id":"default","charger_id":"CP-7","response":{ },"datetime":"2026-11-23T10:00:00.000000Z","source":"cp""#
        #expect(text.hasPrefix(beginning))
        #expect(!text.contains("request_frame"))
    }

    @Test func pagesGoOnWithTheirCursorNewestFirst() async throws {
        let first = try await served.text("/api/v1/entries?limit=3")
        #expect(Self.sequences(first) == [5, 4, 3])
        let cursor = try #require(Self.next(first))
        let second = try await served.text("/api/v1/entries?limit=3&cursor=\(cursor)")
        #expect(Self.sequences(second) == [2, 1])
        #expect(Self.next(second) == nil)
    }

    @Test(
        arguments: [
            ("from=2026-11-23T10:00:04Z", [5, 4]), ("to=2026-11-23T10:00:02Z", [1]),
            ("from=2026-11-23T10:00:02Z&to=2026-11-23T10:00:04Z", [3, 2]),
            ("from=2026-11-23T12:00:04%2B02:00", [5, 4]),
            // A plus that was not encoded arrives as a blank.
            ("from=2026-11-23T12:00:04+02:00", [5, 4]),
            ("q=id:u3", [3]), ("q=kind:exchange+-id:u3", [5, 4, 2, 1]), ("q=", [5, 4, 3, 2, 1]),
        ] as [(String, [Int])])
    func aSearchAsksByQueryAndTime(_ parameters: String, _ expected: [Int]) async throws {
        #expect(Self.sequences(try await served.text("/api/v1/entries?" + parameters)) == expected)
    }

    @Test(arguments: [
        ("limit=0", "limit"), ("limit=1001", "limit"), ("limit=1e3", "limit"), ("limit=", "limit"),
        ("from=yesterday", "from"), ("to=2026-13-01T00:00:00Z", "to"),
        ("querry=x", "querry"), ("q=a&q=b", "q"), ("q=%zz", "q"), ("q=%ff", "q"), ("limit=5&frm=x", "frm"),
    ])
    func aBadParameterIsAProblemThatNamesIt(_ parameters: String, _ name: String) async throws {
        let answer = try await served.ask("/api/v1/entries?" + parameters)
        #expect(answer.status == .badRequest)
        #expect(answer.headers[.contentType] == "application/problem+json")
        let text = answer.text
        #expect(text.contains(#""code":"bad_parameter""#))
        #expect(text.contains(#""parameter":"\#(name)""#))
    }

    @Test(arguments: [
        ("/api/v1/entries?y=1", "There is no parameter \\\"y\\\" here. There are: q, action, charger, site, "),
        ("/api/v1/entries/00000007-3?y=1", "There is no parameter \\\"y\\\" here. There are: fields."),
        ("/api/v1/openapi.json?y=1", "There is no parameter \\\"y\\\" here. This address takes no parameters."),
        ("/entries/x?y=1", "There is no parameter &quot;y&quot; here. There are: part, tz."),
    ])
    func anUnknownParameterIsToldWhichThereAre(_ uri: String, _ expected: String) async throws {
        let answer = try await served.ask(uri)
        #expect(answer.status == .badRequest)
        #expect(answer.text.contains(expected))
    }

    @Test func aFaultOfTheQueryComesWithItsPlaceAndItsFix() async throws {
        let answer = try await served.ask("/api/v1/entries?q=chager:CP-7")
        #expect(answer.status == .badRequest)
        let expected =
            #"{"type":"urn:ocpplogs:problem:unknown_key","title":"The query cannot be read","status":400,"#
            + #""code":"unknown_key","detail":"unknown key \"chager\" — did you mean \"charger\"?","parameter":"q","#
            + #""start":0,"end":6,"suggestions":["charger"],"fix":"charger:CP-7"}"#
        #expect(answer.text == expected)
    }

    @Test func oneEntryCarriesItsFrames() async throws {
        let text = try await served.text("/api/v1/entries/00000007-3")
        #expect(text.hasPrefix(#"{"action":"Heartbeat""#))
        #expect(
            text.hasSuffix(#""request_frame":"[2, \"u3\", \"Heartbeat\", {}]","response_frame":"[3, \"u3\", {}]"}"#))
    }

    @Test(arguments: ["00000007-99", "nonsense", "%00", "00000008-1", "..%2f..%2fetc", "00000007-0"])
    func anEntryThatIsNotThereIsNotFound(_ id: String) async throws {
        let answer = try await served.ask("/api/v1/entries/" + id)
        #expect(answer.status == .notFound)
        #expect(answer.text.contains(#""code":"not_found""#))
    }

    @Test(
        arguments: [
            (StoreError(.corrupt, "the index is damaged"), .internalServerError, "store_corrupt"),
            (StoreError(.full, "the disk is full"), .serviceUnavailable, "store_full"),
            (CancellationError(), .serviceUnavailable, "stopping"),
            (Unexpected(), .internalServerError, "internal"),
        ] as [(any Error, HTTPResponse.Status, String)])
    func aFailureOfTheStoreIsAProblemWithoutItsCause(
        _ error: any Error, _ status: HTTPResponse.Status, _ code: String
    ) async throws {
        let answer = try await served.ask("/api/v1/entries", store: BrokenStore(error: error))
        #expect(answer.status == status)
        let text = answer.text
        #expect(text.contains(#""code":"\#(code)""#))
        #expect(!text.contains("SELECT"))
    }

    @Test func headAnswersTheLengthAlone() async throws {
        for uri in ["/api/v1/entries", "/api/v1/entries/nonsense", "/logs", "/nothing"] {
            let get = try await served.ask(uri)
            let head = try await served.ask(uri, method: .head)
            #expect(head.status == get.status)
            #expect(head.headers[.contentLength] == get.headers[.contentLength])
            #expect(head.length == 0)
        }
    }

    private struct Unexpected: Error, CustomStringConvertible {
        let description = "SELECT * FROM entries"
    }

    private static func sequences(_ page: String) -> [Int] {
        page.matches(of: /"id":"00000007-([0-9]+)"/).compactMap { Int($0.1) }
    }

    private static func next(_ page: String) -> String? {
        page.firstMatch(of: /"next":"([^"]+)"/).map { String($0.1) }
    }
}

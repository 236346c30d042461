import Logging
import OCPP
import TestSupport
import Testing

@testable import OCPPLog

/// What becomes of what connections hand over: levels, sites, masks, numbers, losses, restarts.
@Suite(.timeLimit(.minutes(1)))
struct RecorderTests {
    private let store = MemoryStore(origin: 0xAB)
    private let sites = SiteDirectory([
        Site(id: SiteID("all"), level: .debug, chargers: [Glob("D-*")]),
        Site(id: SiteID("quiet"), level: .none, chargers: [Glob("Q-*")]),
    ])

    /// Records all that is offered before the end, and returns when it is written.
    private func record(
        _ recordables: [Recordable], in store: any EntryStore, limits: RecorderLimits = RecorderLimits()
    ) async throws -> RecorderHealth {
        let recorder = recorder(store, limits)
        recorder.offer(recordables)
        recorder.finish()
        try await recorder.run()
        return recorder.health
    }

    private func recorder(_ store: any EntryStore, _ limits: RecorderLimits = RecorderLimits()) -> Recorder {
        var logger = Logger(label: "tests")
        logger.logLevel = .critical
        return Recorder(
            store: store, sites: sites, limits: limits, clock: ImpatientClock(), now: { .at(100) }, logger: logger)
    }

    private func kept() async throws -> [Entry] {
        await store.search(Search(limit: 100_000)).entries.reversed()
    }

    @Test func entriesAreNumberedInTheirOrderAndGetTheirSite() async throws {
        _ = try await record(talk("D-1", "Heartbeat") + talk("CP", "Authorize", at: 5), in: store)
        _ = try await record(talk("D-1", "Heartbeat", at: 9), in: store)
        let entries = try await kept()
        #expect(entries.map(\.id.description) == ["000000ab-1", "000000ab-2", "000000ab-3"])
        #expect(entries.map(\.siteID.rawValue) == ["all", "default", "all"])
        #expect(entries.map(\.levelInForce) == [.debug, .info, .debug])
        #expect(entries.map(\.kind) == [.exchange, .exchange, .exchange])
    }

    @Test func theLevelOfTheSiteDecidesWhatIsWritten() async throws {
        let everyone = ["D-1", "CP", "Q-1"].flatMap { talk($0, "Heartbeat") + talk($0, "BootNotification", at: 1) }
        _ = try await record(everyone, in: store)
        #expect(
            try await kept().map { "\($0.chargerID) \($0.action?.rawValue ?? "")" }.sorted()
                == ["CP BootNotification", "D-1 BootNotification", "D-1 Heartbeat"])
    }

    @Test func aCallThatIsOpenWhenTheProcessEndsIsUnansweredAtTheNextStart() async throws {
        let open = ["D-1", "Q-1", "CP"].enumerated().flatMap { number, charger in
            talk(charger, "Heartbeat", connection: number).prefix(1)
        }
        _ = try await record(open, in: store)
        let remembered = await store.unfinished().calls
        #expect(remembered.map(\.entry.chargerID) == [ChargerID("D-1")])
        #expect(try await kept().isEmpty)

        _ = try await record([], in: store)
        let entry = try #require(try await kept().only)
        #expect(entry.kind == .unanswered)
        #expect(entry.reason == "restart")
        #expect(await store.unfinished().calls.isEmpty)
    }

    @Test func aCallThatIsAnsweredInALaterBatchIsNotOpenAnyMore() async throws {
        let both = talk("D-1", "Heartbeat")
        _ = try await record(both, in: store, limits: RecorderLimits(batch: 1))
        #expect(await store.unfinished().calls.isEmpty)
        #expect(try await kept().map(\.kind) == [.exchange])
    }

    @Test func whatThereIsNoRoomForBecomesAGapThatSaysHowManyFramesAreMissing() async throws {
        let limits = RecorderLimits(waitingRecordables: 2)
        let counts = try await record(
            talk("D-1", "Heartbeat") + talk("D-1", "Heartbeat", at: 1) + talk("D-1", "Heartbeat", at: 2)
                + talk("Q-1", "Heartbeat"), in: store, limits: limits)
        let entries = try await kept()
        #expect(entries.map(\.kind) == [.exchange, .gap])
        #expect(entries[1].missing == 4)
        #expect(entries[1].reason == "recorder_full")
        #expect(entries[1].datetime == .at(1))
        #expect(counts.framesLost == 6)
        #expect(counts.entriesRecorded == 2)
        #expect(await store.unfinished().calls.isEmpty)
    }

    @Test func aWriteThatFailsIsTriedAgainAndNothingIsLost() async throws {
        let flaky = FlakyStore(store, failures: 3)
        let counts = try await record(talk("D-1", "Heartbeat"), in: flaky)
        #expect(try await kept().count == 1)
        #expect(counts.failedCommits == 3)
        #expect(counts.framesLost == 0)
    }

    @Test func aStoreThatNeverRecoversDoesNotKeepTheProgramFromEnding() async throws {
        let dead = FlakyStore(store, failures: .max)
        let counts = try await record(talk("D-1", "Heartbeat"), in: dead, limits: RecorderLimits(triesAfterFinish: 2))
        #expect(counts.failedCommits == 3)
        #expect(counts.framesLost > 0)
    }

    @Test func whateverWaitsForADeadStoreTheEndTakesNoLongerThanForOneBatch() async throws {
        let dead = FlakyStore(store, failures: .max)
        let counts = try await record(
            (0..<5).flatMap { talk("D-1", "Heartbeat", at: Double($0)) }, in: dead,
            limits: RecorderLimits(batch: 2, triesAfterFinish: 2))
        #expect(counts.failedCommits == 3 + 4)
        #expect(counts.framesLost == 10)
    }

    @Test func aWriteThatFailedOnlySeeminglyIsNotWrittenTwice() async throws {
        let counts = try await record(
            talk("D-1", "Heartbeat"), in: FlakyStore(store, failures: 1, writesAllTheSame: true))
        #expect(try await kept().count == 1)
        #expect(counts.entriesRecorded == 1)
        #expect(counts.framesLost == 0)
    }

    @Test func secretsAreMaskedBeforeTheStoreSeesThem() async throws {
        let flaky = FlakyStore(store, failures: 0)
        _ = try await record(
            talk("D-1", "ChangeConfiguration", #"{"key":"AuthorizationKey","value":"s3cr3t-0815"}"#, from: .csms),
            in: flaky)
        for frame in flaky.frames { #expect(!frame.contains("s3cr3t")) }
        #expect(flaky.frames.count == 2)
        #expect(try await kept().only?.masked == ["request.value"])
    }

    @Test func aMessageThatNamesOnlyTheTransactionTakesItsConnectorAlsoAfterARestart() async throws {
        _ = try await record(
            talk(
                "CP", "StartTransaction", #"{"connectorId":2,"idTag":"T","meterStart":0,"timestamp":"x"}"#,
                answer: #"{"transactionId":7,"idTagInfo":{"status":"Accepted"}}"#), in: store)
        _ = try await record(
            talk("CP", "StopTransaction", #"{"transactionId":7,"meterStop":1,"timestamp":"x"}"#, at: 5), in: store)
        #expect(try await kept().map(\.connectorID) == [2, 2])
        #expect(await store.unfinished().transactions.isEmpty)
    }

    @Test func whatComesAfterTheEndIsCountedAsLost() async throws {
        let recorder = recorder(store)
        recorder.finish()
        try await recorder.run()
        recorder.offer(talk("D-1", "Heartbeat"))
        #expect(try await kept().isEmpty)
        #expect(recorder.health.framesLost == 2)
    }

    @Test func manyConnectionsMayOfferAtTheSameTime() async throws {
        let recorder = recorder(store, RecorderLimits(batch: 64))
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await recorder.run() }
            await withTaskGroup(of: Void.self) { stations in
                for station in 0..<20 {
                    stations.addTask {
                        for number in 0..<50 {
                            recorder.offer(talk("D-\(station)", "Heartbeat", at: Double(number), connection: station))
                            await Task.yield()
                        }
                    }
                }
            }
            recorder.finish()
            try await group.waitForAll()
        }
        let sequences = try await kept().map(\.id.sequence).sorted()
        #expect(sequences == Array(1...1_000))
        #expect(await store.unfinished().calls.isEmpty)
    }
}

import OCPP
import OCPPLog
import TestSupport
import Testing

/// What counting means, at every store that counts.
struct CountingContractTests {
    @Test(arguments: CountingStores.kinds)
    func anEmptyStoreHasStretchesAndFieldsWithoutEntries(_ kind: StoreKind) async throws {
        let store = try kind.make().counting
        let stretches = try await store.histogram(Selection(), boundaries: [.at(0), .at(1), .at(2)]).counts
        #expect(stretches == [ToneCounts(), ToneCounts()])
        let facets = try await store.facets(Selection(), fields: [.action, .tag], limit: 3).counts
        #expect(facets == [Facet(.action, []), Facet(.tag, [])])
    }

    @Test(
        arguments: CountingStores.kinds,
        [
            ([], []), ([3], []), ([0, 10], [5]), ([1, 2], [1]), ([1, 2, 2, 4], [1, 0, 2]), ([6, 9], [0]),
            ([-9, 1], [0]),
            ([0, 2.5, 2.6, 100], [2, 0, 3]),
        ] as [([Double], [Int])])
    func aStretchBeginsWithItsBoundaryAndEndsBeforeTheNext(
        _ kind: StoreKind, _ row: (boundaries: [Double], totals: [Int])
    ) async throws {
        let tested = try kind.make()
        try await tested.store.commit(.numbered(1...5))
        let stretches = try await tested.counting.histogram(Selection(), boundaries: row.boundaries.map(Timestamp.at))
            .counts
        #expect(stretches.map(\.total) == row.totals)
    }

    @Test(arguments: CountingStores.kinds)
    func theSelectionCutsOffWhatStretchesReachBeyondIt(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        try await tested.store.commit(.numbered(1...9))
        let selection = Selection(from: .at(3), to: .at(7))
        let stretches = try await tested.counting.histogram(selection, boundaries: [.at(0), .at(4), .at(20)]).counts
        #expect(stretches.map(\.total) == [1, 3])
        let facets = try await tested.counting.facets(selection, fields: [.action], limit: 1).counts
        #expect(facets == [Facet(.action, [.init("Heartbeat", count: 4)])])
    }

    @Test(arguments: CountingStores.kinds)
    func anEntryCountsByItsTone(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        try await tested.store.commit(
            batch([
                { _ in }, { $0.answerStatus = "Rejected" }, { $0.kind = .unanswered },
                { $0.reportedStatus = "Faulted" },
                { $0.kind = .malformed }, { $0.reported("opened") }, { $0.reported("refused") },
                { $0.response = .error("InternalError") },
            ]))
        let stretches = try await tested.counting.histogram(Selection(), boundaries: [.at(0), .at(100)]).counts
        #expect(stretches == [ToneCounts(ok: 1, note: 1, warning: 2, error: 4)])
    }

    @Test(arguments: CountingStores.kinds)
    func eachFieldHasItsValues(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        try await tested.store.commit(
            batch([
                {
                    $0.reportedStatus = "Faulted"; $0.answerStatus = "Accepted"; $0.connectorID = 2; $0.evseID = 1
                },
                {
                    $0.reportedStatus = "Accepted"; $0.answerStatus = "Accepted"; $0.idTag = "04 A2"; $0.connectorID = 2
                },
                {
                    $0.answerStatus = "Rejected"; $0.chargerID = ChargerID("CP-8"); $0.transactionID = "17"
                },
                {
                    $0.action = nil; $0.kind = .connection; $0.reason = "opened"; $0.level = .debug; $0.source = .csms
                },
            ]))
        let expected: [(Field, [(String, Int)])] = [
            (.action, [("Heartbeat", 3)]), (.charger, [("CP-7", 3), ("CP-8", 1)]), (.site, [("default", 4)]),
            (.connector, [("2", 2)]), (.evse, [("1", 1)]),
            (.status, [("Accepted", 2), ("Faulted", 1), ("Rejected", 1)]),
            (.result, [("accepted", 2), ("ok", 2), ("rejected", 1)]), (.source, [("cp", 3), ("csms", 1)]),
            (.tag, [("04 A2", 1)]), (.tx, [("17", 1)]), (.id, []), (.level, [("debug", 1)]),
            (.kind, [("exchange", 3), ("connection", 1)]), (.reason, [("opened", 1)]), (.version, [("1.6", 4)]),
            (.severity, [("error", 1), ("note", 1), ("ok", 1), ("warning", 1)]),
            // What entries do not hold themselves, or each its own, has no values.
            (.is, []), (.vendor, []), (.model, []), (.firmware, []), (.latency, []), (.size, []),
        ]
        let facets = try await tested.counting.facets(Selection(), fields: expected.map(\.0), limit: 10).counts
        #expect(facets == expected.map { field, values in Facet(field, values.map { .init($0, count: $1) }) })
    }

    @Test(arguments: CountingStores.kinds)
    func anErrorCountsUnderEverySpellingOfItsMeaning(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        try await tested.store.commit(
            batch([
                { $0.errorCodes = ["FormationViolation"] }, { $0.errorCodes = ["FormatViolation", "E-17"] },
                { $0.errorCodes = ["OccurenceConstraintViolation"] }, { $0.response = .error("FormatViolation") },
            ]))
        let facets = try await tested.counting.facets(Selection(), fields: [.error, .result], limit: 10).counts
        #expect(
            facets == [
                Facet(
                    .error,
                    [
                        .init("FormatViolation", count: 2), .init("FormationViolation", count: 2),
                        .init("E-17", count: 1), .init("OccurenceConstraintViolation", count: 1),
                    ]),
                Facet(.result, [.init("ok", count: 3), .init("FormatViolation", count: 1)]),
            ])
    }

    @Test(arguments: CountingStores.kinds)
    func valuesThatDifferInCaseAreOneInItsMostFrequentSpelling(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        let tags = ["ab", "AB", "AB", "Ab", "straße", "Straße", "STRASSE", "e\u{301}", "é", "É"]
        try await tested.store.commit(batch(tags.map { tag in { $0.idTag = tag } }))
        let facets = try await tested.counting.facets(Selection(), fields: [.tag], limit: 4).counts
        #expect(
            facets == [
                Facet(
                    .tag,
                    [
                        .init("AB", count: 4), .init("Straße", count: 2), .init("É", count: 2),
                        .init("STRASSE", count: 1),
                    ],
                    more: 1)
            ])
    }

    @Test(arguments: CountingStores.kinds)
    func aSiteCountsWhatItsIdFindsAlsoByAnotherSitesName(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        try await tested.store.commit(
            batch([{ $0.siteID = SiteID("a") }, { $0.siteID = SiteID("b") }, { $0.siteID = SiteID("b") }]))
        let sites = SiteDirectory([Site(id: SiteID("a"), name: "B"), Site(id: SiteID("b"), name: "Depot")])
        let facets = try await tested.counting.facets(Selection(sites: sites), fields: [.site], limit: 9).counts
        #expect(facets == [Facet(.site, [.init("b", count: 3), .init("a", count: 1)])])
    }

    @Test(arguments: CountingStores.kinds)
    func onlyTheValuesWithTheMostEntriesAreListed(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        let stations = ["A", "B", "B", "C", "C", "D", "D", "D"]
        try await tested.store.commit(batch(stations.map { name in { $0.chargerID = ChargerID(name) } }))
        for (limit, expected, more) in [
            (2, [Facet.Value("D", count: 3), .init("B", count: 2)], 2), (0, [], 4), (-1, [], 4),
            (4, [.init("D", count: 3), .init("B", count: 2), .init("C", count: 2), .init("A", count: 1)], 0),
        ] {
            let facets = try await tested.counting.facets(Selection(), fields: [.charger], limit: limit).counts
            #expect(facets == [Facet(.charger, expected, more: more)])
        }
    }

    @Test(arguments: CountingStores.kinds)
    func aQueryChoosesWhatIsCounted(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        try await tested.store.commit(
            batch([{ $0.answerStatus = "Accepted" }, { $0.answerStatus = "Rejected" }, { $0.action = .authorize }]))
        let selection = Selection(try QueryParser.parse("heartbeat status:rejected,accepted"))
        let facets = try await tested.counting.facets(selection, fields: [.status, .action], limit: 1).counts
        #expect(
            facets == [
                Facet(.status, [.init("Accepted", count: 1)], more: 1), Facet(.action, [.init("Heartbeat", count: 2)]),
            ])
        let stretches = try await tested.counting.histogram(selection, boundaries: [.at(0), .at(100)]).counts
        #expect(stretches == [ToneCounts(ok: 1, warning: 1)])
    }

    @Test(arguments: CountingStores.kinds)
    func severalQueriesAreCountedWithinASelection(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        try await tested.store.commit(
            batch([
                { $0.answerStatus = "Accepted" }, { $0.answerStatus = "Rejected" }, { $0.action = .authorize },
                { $0.latency = 6_000_000 },
            ]))
        let queries = try ["status:rejected", "latency:>5s", "", "charger:nobody"].map(QueryParser.parse)
        let selection = Selection(try QueryParser.parse("action:heartbeat"), from: .at(0), to: .at(9))
        #expect(try await tested.counting.counts(selection, of: queries) == CountAnswer([1, 1, 3, 0]))
        #expect(
            try await tested.counting.counts(Selection(from: .at(9), to: .at(2)), of: queries).counts == [0, 0, 0, 0])
        #expect(try await tested.counting.counts(Selection(), of: []).counts == [])
    }

    @Test(arguments: CountingStores.kinds)
    func whatStationsSaidWhenTheyBootedIsCounted(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        func boot(_ firmware: String) -> (inout Entry) -> Void {
            let text = #"{"chargePointVendor":"Vestel","firmwareVersion":"\#(firmware)"}"#
            return { entry in
                entry.action = .bootNotification
                entry.request = RecordedFrame(Array(text.utf8), payload: 0..<text.utf8.count)
            }
        }
        // One entry before any boot, two of the first version, three of the second; the fourth is of the very moment of a boot.
        try await tested.store.commit(
            batch([{ _ in }, boot("1"), { _ in }, boot("2"), { $0.datetime = .at(3) }, { $0.action = .authorize }]))
        let queries = try ["firmware:1", "firmware:2", "vendor:vestel", "firmware:3", "firmware:>1"].map(
            QueryParser.parse)
        #expect(try await tested.counting.counts(Selection(), of: queries).counts == [2, 3, 5, 0, 3])
        let selection = Selection(try QueryParser.parse("action:heartbeat"), from: .at(2), to: .at(9))
        #expect(try await tested.counting.counts(selection, of: queries).counts == [1, 1, 2, 0, 1])
    }

    /// Exchanges a second after one another, each changed in its way.
    private func batch(_ changes: [(inout Entry) -> Void]) -> Batch {
        Batch(
            entries: changes.enumerated().map { index, change in
                var entry = Entry.stored(Int64(index + 1), at: Double(index))
                change(&entry)
                return entry
            })
    }
}

extension Entry {
    /// Makes it one of a connection.
    fileprivate mutating func reported(_ reason: String) {
        kind = .connection
        action = nil
        self.reason = reason
    }
}

extension RecordedFrame {
    /// An answer with an error.
    fileprivate static func error(_ code: String) -> RecordedFrame {
        RecordedFrame([], payload: nil, error: ErrorPart(code: ErrorCode(code), text: ""))
    }
}

import OCPP
import OCPPLog
import TestSupport
import Testing

/// What every store promises of commits: whole batches, rising numbers, and memory of what is unfinished.
struct CommitContractTests {
    @Test(arguments: StoreKind.allCases)
    func theLastNumberIsTheHighestOfAllBatches(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        for batch in [Batch.numbered([1, 2]), Batch(), .numbered([5]), .numbered(9...30)] {
            try await tested.store.commit(batch)
        }
        let last = try await tested.store.lastSequence()
        #expect(last == 30)
    }

    @Test(arguments: StoreKind.allCases, [[2], [1], [3, 3], [4, 3], [3, 4, 0], [-1]] as [[Int64]])
    func numbersThatDoNotRiseAreRefusedWithAllThatCameWithThem(_ kind: StoreKind, _ numbers: [Int64]) async throws {
        let tested = try kind.make()
        try await tested.store.commit(
            Batch(entries: [.stored(2)], opened: [call(1)], transactionsBegun: [transaction("1")]))
        let before = try await tested.store.unfinished()
        let error = await #expect(throws: StoreError.self) {
            try await tested.store.commit(
                Batch(
                    entries: numbers.map { .stored($0) }, opened: [call(2)], closed: [call(1).key],
                    transactionsBegun: [transaction("2")], transactionsEnded: [transaction("1").key]))
        }
        #expect(error?.code == .notRising)
        let last = try await tested.store.lastSequence()
        #expect(last == 2)
        let page = try await tested.store.search(Search())
        #expect(page.sequences == [2])
        let unfinished = try await tested.store.unfinished()
        #expect(unfinished == before)
        // The store goes on as if nothing had been tried.
        try await tested.store.commit(.numbered([3]))
        let next = try await tested.store.lastSequence()
        #expect(next == 3)
    }

    @Test(arguments: StoreKind.allCases)
    func callsAreRememberedInTheOrderInWhichTheyWereMadeUntilTheyAreClosed(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        let calls = [call(3, at: 1), call(1, at: 2), call(2, at: 2), call(1, connection: .max, at: 2), call(9, at: 3)]
        try await tested.store.commit(Batch(opened: calls.reversed()))
        let opened = try await tested.store.unfinished()
        #expect(opened.calls == calls)
        try await tested.store.commit(Batch(entries: [.stored(1)], closed: [calls[1].key, calls[3].key, call(77).key]))
        let rest = try await tested.store.unfinished()
        #expect(rest.calls == [calls[0], calls[2], calls[4]])
    }

    @Test(arguments: StoreKind.allCases)
    func transactionsAreRememberedUntilTheyEnd(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        let transactions = [
            transaction("1", charger: ""), transaction("", charger: "CP-1"),
            transaction("42", charger: "CP-1", evse: 2),
            transaction("42", charger: "CP-2", connector: nil), transaction("a\0b", charger: "CP\0"),
            transaction("a", charger: "CP\0\u{e9}"),
        ].sorted { ($0.key.charger.rawValue, $0.key.transaction) < ($1.key.charger.rawValue, $1.key.transaction) }
        try await tested.store.commit(Batch(transactionsBegun: transactions.reversed()))
        let begun = try await tested.store.unfinished()
        #expect(begun.transactions == transactions)
        try await tested.store.commit(
            Batch(transactionsEnded: [transactions[2].key, transaction("unknown").key]))
        let rest = try await tested.store.unfinished()
        var expected = transactions
        expected.remove(at: 2)
        #expect(rest.transactions == expected)
    }

    @Test(arguments: StoreKind.allCases)
    func whatIsToldAgainTakesThePlaceOfWhatWasThere(_ kind: StoreKind) async throws {
        let tested = try kind.make()
        try await tested.store.commit(
            Batch(opened: [call(1, at: 1)], transactionsBegun: [transaction("1", connector: nil)]))
        // Closed and opened in one batch: it is open afterwards.
        try await tested.store.commit(
            Batch(
                opened: [call(1, at: 2)], closed: [call(1).key], transactionsBegun: [transaction("1", connector: 0)],
                transactionsEnded: [transaction("1").key]))
        let unfinished = try await tested.store.unfinished()
        #expect(
            unfinished == Unfinished(calls: [call(1, at: 2)], transactions: [transaction("1", connector: 0)]))
    }

    private func call(_ number: Int64, connection: UInt64 = 1, at seconds: Double = 0) -> OpenCall {
        .stored(number, connection: connection, at: seconds)
    }

    private func transaction(
        _ id: String, charger: String = "CP-7", connector: Int? = 1, evse: Int? = nil
    ) -> OpenTransaction {
        OpenTransaction(
            key: OpenTransaction.Key(charger: ChargerID(charger), transaction: id), connectorID: connector, evseID: evse
        )
    }
}

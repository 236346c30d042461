import EmbeddedStore
import Foundation
import Insights
import Logging
import OCPP
import OCPPLog
import TestSupport

/// A log that is analysed in tests: in memory and on the disk, with the same entries.
struct AnalysedLog {
    let memory: AnalysisLog
    let embedded: AnalysisLog
    private let directory: TemporaryDirectory
    private let store: EmbeddedStore

    init(_ entries: [Entry]) async throws {
        let directory = try TemporaryDirectory()
        let store = try EmbeddedStore.open(
            directory: directory.url.appending(path: "data").path, newOrigin: { 7 }, now: { .at(100_000) },
            entriesPerSegment: 64, logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
        let memory = MemoryStore(origin: 7)
        for start in stride(from: 0, to: entries.count, by: 50) {
            let batch = Batch(entries: Array(entries[start..<min(start + 50, entries.count)]))
            try await store.commit(batch)
            try await memory.commit(batch)
            // Some are sealed, the last ones are not.
            if start == 100 { try await store.seal() }
        }
        self.directory = directory
        self.store = store
        self.memory = AnalysisLog(counting: memory, store: memory, boots: memory)
        embedded = AnalysisLog(counting: store, store: store, boots: store)
    }

    /// How many entries the store finds by a proof.
    func count(_ proof: AnalysisProof) async throws -> Int {
        let query = try QueryParser.parse(proof.query)
        var count = 0
        _ = try await store.walk(Search(query, from: proof.from, to: proof.to, limit: 100)) { entries in
            count += entries.count
            return true
        }
        return count
    }

    /// A table of the store on the disk.
    func table(_ part: AnalysisPart, _ question: AnalysisQuestion = AnalysisQuestion()) async throws -> AnalysisTable {
        try await Analysis.table(part, question, of: embedded)
    }
}

extension AnalysisTable {
    /// The values of a column, by the value of the first.
    subscript(row: String, column: String) -> AnalysisCell.Value? {
        guard let index = columns.firstIndex(where: { $0.name == column }) else { return nil }
        return rows.first { row == $0.cells[0].value.words }?.cells[index].value
    }

    /// Rows of which the two first cells are these.
    func row(_ first: String, _ second: String) -> [String]? {
        rows.first { $0.cells[0].value.words == first && $0.cells[1].value.words == second }?
            .cells.map(\.value.words)
    }
}

extension AnalysisCell.Value {
    /// For comparing in tests.
    var words: String {
        switch self {
        case .nothing: "-"
        case .text(let text): text
        case .count(let count): "\(count)"
        case .number(let number): "\((number * 100).rounded() / 100)"
        case .moment(let moment): moment.text(fractionDigits: 0)
        }
    }
}

extension Conversation {
    /// Three stations over six hours. `CP-1` and `CP-2` are of one maker; `CP-2` has a connector that faults and a clock that is
    /// a minute ahead; `CP-3` speaks 2.0.1, reboots all the time, and its transactions end for bad reasons.
    static func site() -> Conversation {
        var talk = Conversation()
        for (charger, model) in [("CP-1", "Alpha"), ("CP-2", "Beta")] {
            talk.charger = charger
            talk.connection("opened")
            talk.charger(
                "BootNotification",
                "{\"chargePointVendor\":\"Acme\",\"chargePointModel\":\"\(model)\",\"firmwareVersion\":\"1.\(charger.last ?? "0")\"}",
                answer: "{\"status\":\"Accepted\",\"interval\":300,\"currentTime\":\"2026-11-23T10:00:00Z\"}")
        }
        for round in 0..<12 {
            talk.now = Double(round) * 1_800 + 10
            talk.charger = "CP-1"
            talk.charger("Heartbeat", answer: "{\"currentTime\":\"2026-11-23T10:00:00Z\"}", late: Double(round) / 100)
            talk.transaction(id: 100 + round, meter: round % 3 == 0 ? 0 : 5_000, reason: nil)
            talk.charger = "CP-2"
            talk.charger(
                "StatusNotification",
                "{\"connectorId\":2,\"status\":\"Faulted\",\"errorCode\":\"GroundFailure\",\"vendorErrorCode\":\"E\(round % 2)\",\"timestamp\":\(time(talk.now + 60))}"
            )
            talk.csms("RemoteStartTransaction", "{\"idTag\":\"A\"}", answer: "{\"status\":\"Rejected\"}")
            talk.csms("Reset", "{\"type\":\"Soft\"}", answer: "error NotSupported")
            talk.transaction(id: 200 + round, meter: 900, reason: round % 4 == 0 ? "PowerLoss" : "Local")
        }
        talk.second()
        return talk
    }

    private mutating func transaction(id: Int, meter: Int, reason: String?) {
        let clock = charger == "CP-2" ? 60.0 : 0.0
        charger(
            "StartTransaction",
            "{\"connectorId\":1,\"idTag\":\"A\",\"meterStart\":1000,\"timestamp\":\(Self.time(now + clock))}",
            answer: "{\"transactionId\":\(id),\"idTagInfo\":{\"status\":\"Accepted\"}}")
        charger("Heartbeat", answer: "{\"currentTime\":\"2026-11-23T10:00:00Z\"}")
        let why = reason.map { ",\"reason\":\"\($0)\"" } ?? ""
        charger(
            "StopTransaction",
            "{\"transactionId\":\(id),\"meterStop\":\(1_000 + meter),\"timestamp\":\(Self.time(now + clock))\(why)}")
    }

    private mutating func second() {
        (charger, version) = ("CP-3", .v201)
        for round in 0..<5 {
            now = 21_000 + Double(round) * 30
            connection("opened")
            charger(
                "BootNotification",
                "{\"reason\":\"Watchdog\",\"chargingStation\":{\"vendorName\":\"Volta\",\"model\":\"Gamma\",\"firmwareVersion\":\"\(round).0\"}}",
                answer: "{\"status\":\"\(round == 0 ? "Pending" : "Accepted")\",\"interval\":300}")
            charger(
                "TransactionEvent",
                "{\"eventType\":\"Started\",\"seqNo\":0,\"timestamp\":\(Self.time(now)),\"transactionInfo\":{\"transactionId\":\"t\(round)\"}}",
                answer: round == 1 ? "{\"idTokenInfo\":{\"status\":\"Blocked\"}}" : "{}")
            charger(
                "TransactionEvent",
                "{\"eventType\":\"Ended\",\"seqNo\":1,\"timestamp\":\(Self.time(now - 1_000)),\"offline\":true,"
                    + "\"transactionInfo\":{\"transactionId\":\"t\(round)\","
                    + "\"stoppedReason\":\"\(round == 2 ? "EVDisconnected" : "ImmediateReset")\"}}"
            )
            charger(
                "SecurityEventNotification", "{\"type\":\"StartupOfTheDevice\",\"timestamp\":\"never\"}", answer: nil)
            wait(40)
        }
        frame("[2,\"x\"")
    }
}

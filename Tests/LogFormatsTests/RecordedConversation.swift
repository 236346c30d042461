import Logging
import OCPP
import OCPPLog
import TestSupport

/// What the recorder makes of a conversation: entries of every kind, as they are in a log.
enum RecordedConversation {
    /// Frames of every kind, whole, strange and broken.
    static let messages: [(String, Source)] = [
        (#"[2,"1","BootNotification",{"reason":"PowerUp"} ]"#, .cp), (#"[3, "1" ,{"status":"Accepted"}]"#, .csms),
        (#"[2,"2","Reset",{"type":"Soft"}]"#, .csms), (#"[4,"2","NotSupported","no",{"a":"ü"}]"#, .cp),
        (#"[2,"3","SetVariables",{"x":null}]"#, .csms), (#"[4,"3","InternalError"]"#, .cp),
        (#"[2,"4","Heartbeat",null]"#, .cp), (#"[3,"4",null]"#, .csms), (#"[3,"nobody",{"a":1}]"#, .csms),
        (#"[6,"5","NotifyPeriodicEventStream",{"id":1}]"#, .cp), (#"[2,"#, .cp), ("\u{1}\u{202E}", .csms),
        (
            #"[2,7,"TransactionEvent",{"eventType":"Started","transactionInfo":{"transactionId":"t1"},"evse":{"id":1,"connectorId":2}}]"#,
            .cp
        ),
        (#"[3,"7",{"idTokenInfo":{"status":"Accepted"}}]"#, .csms), (#"[3,"7",{}]"#, .csms),
        (#"[2,"71","TransactionEvent",{"eventType":"Ended","transactionInfo":{"transactionId":"t1"}}]"#, .cp),
        (#"[3,"71",{}]"#, .csms), (#"[5,"1","FormatViolation","x",{}]"#, .csms), (#"[2,"8","MeterValues",{"a":"#, .cp),
        (#"[2,"9","ChangeConfiguration",{"key":"AuthorizationKey","value":"secret-17"}]"#, .csms),
        (#"[2,"10","StatusNotification",{"connectorStatus":"Faulted"}]"#, .cp),
    ]

    /// Finds something in every other entry.
    private struct OddOnes: EntryExaminer {
        private var count = 0

        mutating func findings(of entry: Entry) -> [String] {
            count += 1
            return count % 2 == 0 ? [] : ["clock-drift", "no \"rule\""]
        }
    }

    /// What the recorder makes of what two sides say, and of a connection and a gap.
    static func entries(
        _ messages: [(String, Source)] = messages, _ charger: String = "CP-7", _ version: OCPPVersion = .v21
    ) async throws -> [Entry] {
        let store = MemoryStore(origin: 7)
        let recorder = Recorder(
            store: store, sites: SiteDirectory([Site(id: SiteID("all"), level: .debug, chargers: [Glob("*")])]),
            examiner: OddOnes(), clock: ImpatientClock(), now: { .at(100) },
            logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() }
        )
        var correlator = Correlator(
            connection: ConnectionID(rawValue: 0xFEDC_BA98), charger: ChargerID(charger), version: version)
        for (index, (text, source)) in messages.enumerated() {
            recorder.offer(correlator.received(Array(text.utf8), from: source, at: .at(Double(index) / 3)))
        }
        recorder.offer(correlator.closed(at: .at(99)))
        for (kind, reason) in [(EntryKind.connection, "opened"), (.gap, "overload")] {
            var entry = Entry(
                kind: kind, datetime: .at(kind == .gap ? 101 : 100), chargerID: ChargerID(charger),
                connectionID: ConnectionID(rawValue: .max), source: .cp, version: .v16)
            (entry.reason, entry.detail, entry.missing) = (reason, "so it \"was\"", kind == .gap ? 12 : nil)
            recorder.offer([.completed(entry, closes: nil)])
        }
        recorder.finish()
        try await recorder.run()
        return await store.search(Search(limit: 100_000)).entries
    }
}

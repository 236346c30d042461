import OCPP
import OCPPLog

/// Pairs the frames of one station over one connection.
struct StationPairing {
    /// An answer that comes later than this after its CALL belongs to another log.
    private static let timeout = Duration.seconds(3_600)
    /// So many remarks on open CALLs are kept.
    private static let mostRemarks = 256

    private var correlator: Correlator
    private var version = VersionFinder()
    private var remarks: [UniqueID: String] = [:]
    private var recordables: [Recordable] = []

    init(charger: ChargerID, connection: Int64, isOrderOnly: Bool) {
        correlator = Correlator(
            connection: ConnectionID(rawValue: UInt64(bitPattern: connection)), charger: charger, version: .v21,
            timeout: isOrderOnly ? .seconds(1_000_000_000) : Self.timeout, tellsOpened: false)
    }

    /// Takes the next frame; entries that are complete with it are handed over.
    mutating func take(
        _ frame: Frame, of logged: LoggedFrame, from source: Source, at moment: Timestamp,
        _ handle: (consuming Entry) -> Void
    ) {
        if let remark = logged.remark, let id = frame.uniqueID, remarks.count < Self.mostRemarks {
            remarks[id] = remark
        }
        let version = version.version(logged.version, of: frame, logged.bytes)
        // An entry is known by the place of its request, else by its own.
        let id = logged.place.map { EntryID(origin: 0, sequence: $0 + 1) } ?? .unassigned
        correlator.received(frame, logged.bytes, from: source, at: moment, id: id, into: &recordables)
        handOver(version, handle)
    }

    /// There are no more frames: what is open has no answer.
    mutating func finish(at moment: Timestamp, _ handle: (consuming Entry) -> Void) {
        correlator.closed(at: moment, into: &recordables)
        handOver(nil, handle)
    }

    private mutating func handOver(_ version: OCPPVersion?, _ handle: (consuming Entry) -> Void) {
        // Taken off, so that an entry is moved and not copied; mostly there is one.
        if recordables.count > 1 { recordables.reverse() }
        while case .completed(var entry, _)? = recordables.popLast() {
            entry.version = version ?? self.version.latest
            entry.levelInForce = .debug
            if entry.reason == "connection_closed" { entry.detail = "no answer stands in the log" }
            if !remarks.isEmpty, let remark = entry.uniqueID.flatMap({ remarks.removeValue(forKey: $0) }) {
                entry.detail = entry.detail.map { "\($0); \(remark)" } ?? remark
            }
            entry.dropPayloadsOfEnvelopes()
            entry.maskSecrets()
            handle(entry)
        }
    }
}

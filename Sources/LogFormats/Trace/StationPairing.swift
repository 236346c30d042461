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
    /// Where open CALLs stand in the log, by their number.
    private var places: [Int64: Int64?] = [:]
    private var place: Int64?
    private var recordables: [Recordable] = []

    init(charger: ChargerID, connection: Int64, isOrderOnly: Bool) {
        correlator = Correlator(
            connection: ConnectionID(rawValue: UInt64(bitPattern: connection)), charger: charger, version: .v21,
            timeout: isOrderOnly ? .seconds(1_000_000_000) : Self.timeout)
    }

    /// Takes the next frame; entries that are complete with it are handed over.
    mutating func take(
        _ frame: Frame, of logged: LoggedFrame, from source: Source, at moment: Timestamp, _ handle: (Entry) -> Void
    ) {
        if let remark = logged.remark, let id = frame.uniqueID, remarks.count < Self.mostRemarks {
            remarks[id] = remark
        }
        let version = version.version(logged.version, of: frame, logged.bytes)
        place = logged.place
        correlator.received(frame, logged.bytes, from: source, at: moment, into: &recordables)
        handOver(version, handle)
    }

    /// There are no more frames: what is open has no answer.
    mutating func finish(at moment: Timestamp, _ handle: (Entry) -> Void) {
        correlator.closed(at: moment, into: &recordables)
        handOver(nil, handle)
    }

    private mutating func handOver(_ version: OCPPVersion?, _ handle: (Entry) -> Void) {
        for recordable in recordables {
            guard case .completed(var entry, let closed) = recordable else {
                if case .opened(let call) = recordable { places[call.key.number] = place }
                continue
            }
            // An entry is known by the place of its request, else by its own.
            if let place = closed.map({ places.removeValue(forKey: $0.number) ?? nil }) ?? place {
                entry.id = EntryID(origin: 0, sequence: place + 1)
            }
            entry.version = version ?? self.version.latest
            entry.levelInForce = .debug
            if entry.reason == "connection_closed" { entry.detail = "no answer stands in the log" }
            if let remark = entry.uniqueID.flatMap({ remarks.removeValue(forKey: $0) }) {
                entry.detail = entry.detail.map { "\($0); \(remark)" } ?? remark
            }
            entry.dropPayloadsOfEnvelopes()
            entry.maskSecrets()
            handle(entry)
        }
        recordables.removeAll(keepingCapacity: true)
    }
}

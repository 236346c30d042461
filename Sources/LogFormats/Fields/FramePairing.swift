import OCPP
import OCPPLog

/// Makes entries of bare frames, one a line: they name neither station nor time nor who sent them.
///
/// Who sent a CALL follows from its action, who sent an answer from its CALL. The time of a frame is the number of its line, in
/// milliseconds since 1970, so that the order stays and is seen to be nothing more; there is no latency.
struct FramePairing {
    /// So many unique ids are remembered, to know who answers.
    private static let mostSenders = 4_096

    private var correlator: Correlator
    /// The senders of the CALLs with an id that have no answer yet: both sides may use the same.
    private var senders: [UniqueID: [Source]] = [:]
    private let reader = FrameReader(version: .v21)
    private var recordables: [Recordable] = []

    init(charger: ChargerID) {
        correlator = Correlator(
            connection: ConnectionID(rawValue: 0), charger: charger, version: .v21, timeout: .seconds(1_000_000_000))
    }

    /// Takes the frame of a line; entries that are complete with it are added.
    mutating func take(_ frame: [UInt8], line: Int, into batch: inout ImportBatch) {
        let now = Timestamp(microseconds: Int64(line) * 1_000)
        correlator.received(frame, from: sender(of: frame), at: now, into: &recordables)
        handOver(into: &batch)
    }

    /// There are no more frames: what is open has no answer.
    mutating func finish(line: Int, into batch: inout ImportBatch) {
        correlator.closed(at: Timestamp(microseconds: Int64(line) * 1_000), into: &recordables)
        handOver(into: &batch)
    }

    private mutating func sender(of frame: [UInt8]) -> Source {
        switch reader.read(frame.span) {
        case .call(let call), .send(let call):
            let sender: Source = call.action.specification?.requestedBy == [.csms] ? .csms : .cp
            if senders.count >= Self.mostSenders { senders.removeAll() }
            senders[call.uniqueID, default: []].removeAll { $0 == sender }
            senders[call.uniqueID, default: []].append(sender)
            return sender
        case .callResult(let result): return answerer(of: result.uniqueID)
        case .callError(let error): return answerer(of: error.uniqueID)
        // It comes from the side that had sent the CALL.
        case .callResultError(let error): return senders[error.uniqueID]?.last ?? .cp
        case .malformed: return .cp
        }
    }

    /// The answer is for the newest.
    private mutating func answerer(of id: UniqueID) -> Source {
        senders[id]?.popLast()?.other ?? .csms
    }

    private mutating func handOver(into batch: inout ImportBatch) {
        for recordable in recordables {
            guard case .completed(var entry, _) = recordable else { continue }
            entry.latency = nil
            entry.version = .unknown
            entry.levelInForce = .debug
            if entry.reason == "connection_closed" { entry.detail = "no answer stands in the file" }
            entry.maskSecrets()
            batch.add(entry)
        }
        recordables.removeAll(keepingCapacity: true)
    }
}

import NIOCore
import OCPP
import OCPPLog

/// Reads and pairs what one event loop noted, and offers it to the recorder, a batch at a time. Lives on the pairing loop.
///
/// It knows what happened there until the last delivery, and goes by that time: a CALL is unanswered only when it is certain that
/// no answer came in time, though answers may be under way.
final class PairingDesk {
    /// A batch, and what it is certain of.
    struct Delivery: Sendable {
        var batch: NoteBatch
        /// Whatever happened before this moment is in this batch or an earlier one.
        var until: Timestamp
        /// Whether it was asked for.
        var isAnswer: Bool
    }

    private let sink: any RecordSink
    private let now: @Sendable () -> Timestamp
    private let callTimeout: Duration
    private let loop: any EventLoop
    private let load: PairingLoad
    private let counters: CaptureCounters
    /// Of the connections that began and did not end, by their number.
    private var recorders: [Int: ConnectionRecorder] = [:]
    /// Connections with a CALL whose time is up, unless its answer is under way.
    private var due: [Int] = []
    /// Whom to ask for the rest; nil where there are no connections.
    private var sender: NIOLoopBound<LoopNotes>?
    private var isAsking = false

    init(_ settings: CaptureSettings, _ load: PairingLoad, _ counters: CaptureCounters) {
        sink = settings.sink
        now = settings.now
        callTimeout = settings.callTimeout
        loop = settings.pairingLoop
        self.load = load
        self.counters = counters
    }

    func take(_ delivery: Delivery, from sender: NIOLoopBound<LoopNotes>) {
        var harvest = Harvest()
        harvest.recordables.reserveCapacity(delivery.batch.notes.count)
        for note in delivery.batch.notes { take(note, &harvest) }
        // It and this object hold each other while there is something to ask for.
        self.sender = recorders.isEmpty ? nil : sender
        if delivery.isAnswer { isAsking = false }
        expireDue(at: delivery.until, &harvest)
        record(harvest)
        load.remove(bytes: delivery.batch.bytes, messages: delivery.batch.messages)
    }

    private func take(_ note: Note, _ harvest: inout Harvest) {
        if case .began(let facts) = note.event {
            recorders[note.connection] = ConnectionRecorder(facts, callTimeout: callTimeout)
            return
        }
        guard let recorder = recorders[note.connection] else { return }
        if recorder.take(note, &harvest) {
            recorder.timer?.cancel()
            recorders[note.connection] = nil
        } else {
            schedule(recorder, note.connection)
        }
    }

    /// One timer a connection is enough, and it may outlive the CALL it was set for: CALLs expire in the order in which they
    /// came, so it never fires too late for a newer one.
    private func schedule(_ recorder: ConnectionRecorder, _ connection: Int) {
        guard recorder.timer == nil, !recorder.isDue, let deadline = recorder.nextDeadline else { return }
        // The clock may be set while the timer runs; it is asked again then, but never in a tight circle.
        let delay = max(.milliseconds(1), deadline.since(now()))
        recorder.timer = loop.assumeIsolated().scheduleTask(in: .microseconds(delay.wholeMicroseconds)) {
            [weak self] in self?.timeIsUp(connection)
        }
    }

    private func timeIsUp(_ connection: Int) {
        guard let recorder = recorders[connection] else { return }
        recorder.timer = nil
        guard let deadline = recorder.nextDeadline, deadline <= now() else { return schedule(recorder, connection) }
        recorder.isDue = true
        due.append(connection)
        ask()
    }

    /// Now everything is known that happened until that moment.
    private func expireDue(at moment: Timestamp, _ harvest: inout Harvest) {
        guard !due.isEmpty else { return }
        let connections = due
        due = []
        for connection in connections {
            guard let recorder = recorders[connection] else { continue }
            recorder.expire(at: moment, &harvest)
            if let deadline = recorder.nextDeadline, deadline <= now() {
                due.append(connection)
            } else {
                recorder.isDue = false
                schedule(recorder, connection)
            }
        }
        if !due.isEmpty { ask() }
    }

    private func ask() {
        guard !isAsking, let sender else { return }
        isAsking = true
        sender.eventLoop.execute { sender.value.handOver(.asked) }
    }

    private func record(_ harvest: Harvest) {
        if !harvest.recordables.isEmpty {
            count(harvest.recordables)
            sink.offer(harvest.recordables)
        }
        if !harvest.lost.isEmpty { sink.lost(harvest.lost) }
    }

    private func count(_ recordables: [Recordable]) {
        let unanswered = recordables.count { recordable in
            guard case .completed(let entry, _) = recordable else { return false }
            return entry.kind == .unanswered
        }
        if unanswered > 0 { counters.change { $0.unanswered += unanswered } }
    }
}

/// What a delivery comes to.
struct Harvest {
    var recordables: [Recordable] = []
    var lost: [LostFrames] = []
}

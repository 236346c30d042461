import NIOCore
import OCPP
import OCPPLog
import Synchronization

/// Tells one connection's log the time and hands on what there is to record. Lives on the connection's event loop.
final class ConnectionRecorder {
    private let id: ConnectionID
    private let charger: ChargerID
    private var log: ConnectionLog
    private let context: CaptureContext
    private let loop: NIOIsolatedEventLoop
    private var timer: Scheduled<Void>?

    init(_ facts: ConnectionFacts, _ context: CaptureContext, on loop: any EventLoop) {
        id = facts.id
        charger = facts.charger
        self.context = context
        log = ConnectionLog(facts, callTimeout: context.settings.callTimeout)
        self.loop = loop.assumeIsolated()
    }

    func opened(_ agreement: ConnectionAgreement) {
        let now = now
        let circumstances = context.connections.withLock { $0.opened(charger, id, at: now) }
        if circumstances.loop != nil { context.counters.change { $0.reconnectLoops += 1 } }
        record(log.opened(agreement, circumstances, at: now))
    }

    /// - Parameter why: what it is counted as; nil: it is counted already.
    func refused(
        status: Int, reason: String, by cause: ConnectionEnd.Cause, as why: CaptureCounts.Refusal? = nil
    ) {
        if let why { context.counters.refused(why) }
        record(log.refused(status: status, reason: reason, by: cause, at: now))
    }

    func received(_ message: CapturedMessage) {
        record(log.received(message, at: now))
    }

    func closed(_ end: ConnectionEnd) {
        let now = now
        context.connections.withLock { $0.closed(charger, id, end, at: now) }
        record(log.closed(end, at: now))
        timer?.cancel()
    }

    private var now: Timestamp { context.settings.now() }

    private func record(_ recordables: [Recordable]) {
        if !recordables.isEmpty {
            count(recordables)
            context.settings.sink.offer(recordables)
        }
        scheduleExpiry()
    }

    private func count(_ recordables: [Recordable]) {
        let unanswered = recordables.count { recordable in
            guard case .completed(let entry, _) = recordable else { return false }
            return entry.kind == .unanswered
        }
        if unanswered > 0 { context.counters.change { $0.unanswered += unanswered } }
    }

    /// One timer at a time is enough, and it may outlive the CALL it was set for: CALLs expire in the order in which they came,
    /// so it never fires too late for a newer one.
    private func scheduleExpiry() {
        guard timer == nil, let deadline = log.nextDeadline else { return }
        // The clock may be set while the timer runs; it is asked again then, but never in a tight circle.
        let delay = max(.milliseconds(1), deadline.since(now))
        timer = loop.scheduleTask(in: .microseconds(delay.wholeMicroseconds)) { [weak self] in self?.expire() }
    }

    private func expire() {
        timer = nil
        record(log.expire(at: now))
    }
}

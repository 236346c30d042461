import NIOCore
import OCPP
import OCPPLog

/// Tells one connection's log the time and hands on what there is to record. Lives on the connection's event loop.
final class ConnectionRecorder {
    private var log: ConnectionLog
    private let sink: any RecordSink
    private let now: @Sendable () -> Timestamp
    private let loop: NIOIsolatedEventLoop
    private var timer: Scheduled<Void>?

    init(_ facts: ConnectionFacts, _ settings: CaptureSettings, on loop: any EventLoop) {
        log = ConnectionLog(facts, callTimeout: settings.callTimeout)
        sink = settings.sink
        now = settings.now
        self.loop = loop.assumeIsolated()
    }

    func opened(_ agreement: ConnectionAgreement) {
        record(log.opened(agreement, at: now()))
    }

    func refused(status: Int, reason: String, by cause: ConnectionEnd.Cause) {
        record(log.refused(status: status, reason: reason, by: cause, at: now()))
    }

    func received(_ message: CapturedMessage) {
        record(log.received(message, at: now()))
    }

    func closed(_ end: ConnectionEnd) {
        record(log.closed(end, at: now()))
        timer?.cancel()
    }

    private func record(_ recordables: [Recordable]) {
        if !recordables.isEmpty { sink.offer(recordables) }
        scheduleExpiry()
    }

    /// One timer at a time is enough, and it may outlive the CALL it was set for: CALLs expire in the order in which they came,
    /// so it never fires too late for a newer one.
    private func scheduleExpiry() {
        guard timer == nil, let deadline = log.nextDeadline else { return }
        // The clock may be set while the timer runs; it is asked again then, but never in a tight circle.
        let delay = max(.milliseconds(1), deadline.since(now()))
        timer = loop.scheduleTask(in: .microseconds(delay.wholeMicroseconds)) { [weak self] in self?.expire() }
    }

    private func expire() {
        timer = nil
        record(log.expire(at: now()))
    }
}

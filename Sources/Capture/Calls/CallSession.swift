import NIOCore
import OCPP
import OCPPLog
import WebSockets

/// Sends CALLs on one connection and finds out what became of them. Lives on the connection's event loop.
final class CallSession {
    private var calls: OutgoingCalls
    /// Bounded by the CALLs that are out or wait.
    private var tickets: [OutgoingCalls.Number: CallTicket] = [:]
    private var lastNumber = 0
    private let connection: EndpointConnection
    private let notes: ConnectionNotes
    private let counters: CaptureCounters
    private let now: @Sendable () -> Timestamp
    private let loop: NIOIsolatedEventLoop
    /// Told of each CALL before it leaves.
    private let onSend: (Action, String) -> Void
    private var timer: Scheduled<Void>?

    init(
        on connection: EndpointConnection, _ notes: ConnectionNotes, _ context: CaptureContext,
        newUniqueID: @escaping @Sendable () -> UniqueID, onSend: @escaping (Action, String) -> Void
    ) {
        self.onSend = onSend
        self.connection = connection
        self.notes = notes
        counters = context.counters
        now = context.settings.now
        calls = OutgoingCalls(timeout: context.settings.callTimeout, newUniqueID: newUniqueID)
        loop = connection.eventLoop.assumeIsolated()
    }

    /// Takes a CALL in, or tells the ticket why not.
    func send(_ action: Action, payload: String, _ ticket: CallTicket) {
        guard connection.isOpen else { return ticket.fail(.isClosing) }
        lastNumber += 1
        tickets[lastNumber] = ticket
        guard let steps = calls.offer(lastNumber, action, payload: payload, at: now()) else {
            tickets[lastNumber] = nil
            counters.change { $0.callsBusy += 1 }
            return ticket.fail(.tooManyWait)
        }
        take(steps)
    }

    /// The station answered a CALL, ours or not.
    func answered(_ uniqueID: UniqueID, _ outcome: CallOutcome) {
        take(calls.answered(uniqueID, outcome, at: now()))
    }

    /// The connection is gone.
    func closed() {
        timer?.cancel()
        take(calls.closed())
    }

    private func take(_ steps: [OutgoingCalls.Step]) {
        for step in steps {
            switch step {
            case .send(let number, let uniqueID, let action, let payload):
                // Where it cannot be sent the connection is closing: what is out ends with it.
                guard connection.isOpen else { continue }
                onSend(action, payload)
                // Before it leaves, since its answer may be seen elsewhere sooner than this goes on.
                tickets[number]?.sent(as: uniqueID)
                let frame = FrameWriter.call(uniqueID, action, payload: payload)
                guard connection.send(text: frame) else { continue }
                counters.change { $0.callsSent += 1 }
                notes.received(CapturedMessage(source: .csms, bytes: frame, length: frame.count))
            case .finish(let number, let outcome, let latency):
                counters.finished(outcome)
                tickets.removeValue(forKey: number)?.finish(outcome, latency: latency)
            }
        }
        scheduleExpiry()
    }

    /// Answers move the deadline forward only, so a timer never fires too late.
    private func scheduleExpiry() {
        guard timer == nil, let deadline = calls.deadline else { return }
        let delay = max(.milliseconds(1), deadline.since(now()))
        timer = loop.scheduleTask(in: .microseconds(delay.wholeMicroseconds)) { [weak self] in self?.expire() }
    }

    private func expire() {
        timer = nil
        take(calls.expire(at: now()))
    }
}

extension CaptureCounters {
    fileprivate func finished(_ outcome: CallOutcome) {
        change { counts in
            switch outcome {
            case .result, .error: counts.callsAnswered += 1
            case .unanswered: counts.callsUnanswered += 1
            case .waiting: break
            }
        }
    }
}

extension CallSendingError {
    static let isClosing = CallSendingError(
        .notConnected, "the connection of the charging station is being closed; try again when it is back")
    static let tooManyWait = CallSendingError(
        .busy,
        "\(OutgoingCalls.maximumWaiting) CALLs wait for this charging station, which takes one at a time; try again later"
    )
}

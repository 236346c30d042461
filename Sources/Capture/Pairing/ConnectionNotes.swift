import NIOCore
import OCPP
import OCPPLog
import Synchronization

/// Notes what happens on one connection, for the pairing loop to record. Lives on the connection's event loop.
///
/// Messages wait for others. That a connection opens or ends is rare and handed over at once: so what is recorded of several
/// connections of a station stands in its order, though they may be on several event loops.
final class ConnectionNotes {
    private let id: ConnectionID
    private let charger: ChargerID
    private let number: Int
    private let loop: LoopNotes
    private let context: CaptureContext
    /// What is noted before anything else; nil when it was.
    private var beginning: Note.Event?

    init(_ facts: ConnectionFacts, _ context: CaptureContext, on loop: any EventLoop) {
        id = facts.id
        charger = facts.charger
        self.context = context
        self.loop = context.pairing.notes(on: loop)
        number = self.loop.nextConnection()
        beginning = .began(facts)
    }

    func opened(_ agreement: ConnectionAgreement) {
        let now = loop.now()
        // Decided about here, since connections of one station may be on several event loops: only now their order is known.
        let circumstances = context.connections.withLock { $0.opened(charger, id, at: now) }
        if circumstances.loop != nil { context.counters.change { $0.reconnectLoops += 1 } }
        note(.opened(agreement, circumstances), at: now)
        loop.handOver(.due)
    }

    /// - Parameter why: what it is counted as; nil: it is counted already.
    func refused(
        status: Int, reason: String, by cause: ConnectionEnd.Cause, as why: CaptureCounts.Refusal? = nil
    ) {
        if let why { context.counters.refused(why) }
        note(.refused(status: status, reason: reason, by: cause), at: loop.now())
        loop.handOver(.due)
    }

    func received(_ message: CapturedMessage) {
        let event: Note.Event =
            message.problem == nil ? .message(message.source, message.bytes) : .unreadable(message)
        note(event, at: loop.now())
    }

    func closed(_ end: ConnectionEnd) {
        let now = loop.now()
        context.connections.withLock { $0.closed(charger, id, end, at: now) }
        note(.closed(end), at: now)
        loop.handOver(.due)
    }

    private func note(_ event: Note.Event, at now: Timestamp) {
        if let beginning {
            self.beginning = nil
            loop.add(Note(connection: number, moment: now, event: beginning))
        }
        loop.add(Note(connection: number, moment: now, event: event))
    }
}

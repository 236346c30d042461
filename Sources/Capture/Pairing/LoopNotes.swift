import NIOCore
import OCPP

/// Gathers what the connections of one event loop note and hands it over to the pairing loop. Lives on that event loop.
///
/// So a message costs its connection an element of an array: no reading, no lock, no other thread.
final class LoopNotes {
    /// Why a batch is handed over.
    enum Occasion {
        /// It is large or old enough.
        case due
        /// The pairing loop wants to know of everything that has happened until now.
        case asked
        /// There will be no further one.
        case last
    }

    let now: @Sendable () -> Timestamp
    private let loop: any EventLoop
    private let desk: NIOLoopBoundBox<PairingDesk>
    private let pairingLoop: any EventLoop
    private let limits: PairingLimits
    private let load: PairingLoad
    private var batch = NoteBatch()
    private var lastConnection = 0
    private var isFlushScheduled = false
    private var isAsked = false

    init(_ settings: CaptureSettings, _ load: PairingLoad, _ counters: CaptureCounters, on loop: any EventLoop) {
        now = settings.now
        self.loop = loop
        pairingLoop = settings.pairingLoop
        limits = settings.pairing
        self.load = load
        desk = .makeBoxSendingValue(PairingDesk(settings, load, counters), eventLoop: settings.pairingLoop)
    }

    /// A number that no other connection of this event loop has.
    func nextConnection() -> Int {
        lastConnection += 1
        return lastConnection
    }

    func add(_ note: Note) {
        batch.add(note)
        if batch.bytes >= limits.batchBytes {
            handOver(.due)
        } else if !isFlushScheduled {
            scheduleFlush()
        }
    }

    /// Hands over what is noted, if there is room for it.
    func handOver(_ occasion: Occasion) {
        if occasion == .asked { isAsked = true }
        guard !batch.isEmpty || isAsked else { return }
        if occasion == .last {
            load.addLast(batch)
        } else if !batch.isEmpty, !load.add(batch) {
            load.lose(batch.dropMessages())
            return scheduleFlush()
        }
        // Whatever happened here before this moment is handed over, in this batch or an earlier one.
        let delivery = PairingDesk.Delivery(batch: batch, until: now(), isAnswer: isAsked)
        let (desk, sender) = (desk, NIOLoopBound(self, eventLoop: loop))
        batch = NoteBatch(expecting: min(batch.notes.count, 512))
        isAsked = false
        pairingLoop.execute { desk.value.take(delivery, from: sender) }
    }

    /// One at a time. It may find less than it was meant for, or nothing, when a large batch was handed over meanwhile.
    private func scheduleFlush() {
        guard !isFlushScheduled else { return }
        isFlushScheduled = true
        let time = TimeAmount.microseconds(limits.batchTime.wholeMicroseconds)
        loop.assumeIsolated().scheduleTask(in: time) {
            self.isFlushScheduled = false
            self.handOver(.due)
        }
    }
}

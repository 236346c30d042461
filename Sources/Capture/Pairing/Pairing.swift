import NIOCore
import Synchronization

/// Finds the notes of each event loop, and sees to it in the end that all of them are recorded.
final class Pairing: Sendable {
    private struct Line: Sendable {
        var loop: any EventLoop
        var notes: NIOLoopBound<LoopNotes>
    }

    private let settings: CaptureSettings
    private let counters: CaptureCounters
    private let load: PairingLoad
    /// Bounded by the event loops.
    private let lines = Mutex<[ObjectIdentifier: Line]>([:])

    init(_ settings: CaptureSettings, _ counters: CaptureCounters) {
        self.settings = settings
        self.counters = counters
        load = PairingLoad(limit: settings.pairing.waitingBytes)
    }

    /// Where the connections of the event loop that this is called on note what happens. Takes a lock: once a connection.
    func notes(on loop: any EventLoop) -> LoopNotes {
        let line = lines.withLock { lines in
            let id = ObjectIdentifier(loop)
            if let line = lines[id] { return line }
            let notes = LoopNotes(settings, load, counters, on: loop)
            let line = Line(loop: loop, notes: NIOLoopBound(notes, eventLoop: loop))
            lines[id] = line
            return line
        }
        return line.notes.value
    }

    /// Figures for monitoring.
    func fill(_ counts: inout CaptureCounts) {
        load.fill(&counts)
    }

    /// Returns when everything that was noted before has been offered to the recorder.
    func settle() async {
        let lines = lines.withLock { Array($0.values) }
        // An event loop that has ended has nothing to hand over.
        for line in lines { try? await line.loop.submit { line.notes.value.handOver(.last) }.get() }
        try? await settings.pairingLoop.submit {}.get()
    }
}

import Foundation
import Synchronization
import UnixSignals

/// Whether SIGINT or SIGTERM came. The second one ends the program at once.
final class StopSignal: Sendable {
    private let isSet = Atomic<Bool>(false)
    private let listeners = Mutex<[@Sendable () -> Void]>([])

    /// Whether one came.
    var came: Bool { isSet.load(ordering: .relaxed) }

    /// Calls this when one comes.
    func whenItComes(_ act: @escaping @Sendable () -> Void) {
        listeners.withLock { $0.append(act) }
    }

    /// Listens while something is done.
    func watching<Result: Sendable>(_ work: () async throws -> Result) async throws -> Result {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for await signal in await UnixSignalsSequence(trapping: .sigint, .sigterm) {
                    if self.came { exit(128 + signal.rawValue) }
                    self.isSet.store(true, ordering: .relaxed)
                    for act in self.listeners.withLock({ $0 }) { act() }
                }
            }
            defer { group.cancelAll() }
            return try await work()
        }
    }
}

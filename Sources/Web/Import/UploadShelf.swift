import Foundation
import OCPP
import Synchronization

/// Keeps what was sent to be taken over, in memory: it may hold secrets, which never reach the disk before they are masked.
///
/// It is bounded by bytes, by number and by time. What is new pushes the oldest out.
final class UploadShelf: Sendable {
    /// So many at once.
    static let most = 8
    /// Forgotten after so long.
    static let time = Duration.seconds(600)
    /// It is looked so often whether something is to be forgotten.
    private static let sweepTime = Duration.seconds(20)

    private struct State {
        /// The oldest first.
        var uploads: [Upload] = []
        /// Bytes that are on their way here.
        var expected = 0

        var bytes: Int { uploads.reduce(expected) { $0 + $1.bytes.count } }
    }

    private let now: @Sendable () -> Timestamp
    private let newID: @Sendable () -> String
    private let state = Mutex(State())

    init(now: @escaping @Sendable () -> Timestamp, newID: @escaping @Sendable () -> String = Sessions.randomID) {
        self.now = now
        self.newID = newID
    }

    /// Makes room for what comes; whoever asked has to ``release(_:)`` it.
    /// - Returns: false when there is none, because others are being sent or taken over.
    func expect(_ bytes: Int) -> Bool {
        state.withLock { state in
            while state.bytes + bytes > WebLimits.uploads {
                guard let oldest = state.uploads.firstIndex(where: { !$0.isInUse && !$0.bytes.isEmpty }) else {
                    return false
                }
                state.uploads.remove(at: oldest)
            }
            state.expected += bytes
            return true
        }
    }

    /// What was expected has come, or does not come.
    func release(_ bytes: Int) {
        state.withLock { $0.expected -= bytes }
    }

    /// Keeps what has come.
    /// - Returns: the id it is asked for by.
    func add(_ bytes: Data, name: String?) -> String {
        let upload = Upload(
            id: newID(), name: name, bytes: bytes, size: bytes.count, until: now().advanced(by: Self.time))
        state.withLock { state in
            if state.uploads.count >= Self.most, let oldest = state.uploads.firstIndex(where: { !$0.isInUse }) {
                state.uploads.remove(at: oldest)
            }
            state.uploads.append(upload)
        }
        return upload.id
    }

    /// What was sent; nil when it is forgotten.
    subscript(id: String) -> Upload? {
        sweep()
        return state.withLock { $0.uploads.first { $0.id == id } }
    }

    /// Holds fast what is being taken over.
    func hold(_ id: String) {
        change(id) { $0.isInUse = true }
    }

    /// It was taken over, or not: with an outcome its bytes go.
    func settle(_ id: String, _ outcome: ImportOutcome?) {
        let until = now().advanced(by: Self.time)
        change(id) { upload in
            upload.isInUse = false
            upload.until = until
            guard let outcome else { return }
            upload.outcome = outcome
            upload.bytes = Data()
        }
    }

    /// Forgets what was sent.
    func remove(_ id: String) {
        state.withLock { $0.uploads.removeAll { $0.id == id && !$0.isInUse } }
    }

    /// Forgets what waited too long.
    func sweep() {
        let moment = now()
        state.withLock { $0.uploads.removeAll { !$0.isInUse && $0.until <= moment } }
    }

    /// Sweeps now and then while some work is done.
    func whileSwept(_ work: @escaping @Sendable () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Bool.self) { group in
            group.addTask {
                try await work()
                return true
            }
            group.addTask { [self] in
                while (try? await Task.sleep(for: Self.sweepTime)) != nil { sweep() }
                return false
            }
            while let isDone = try await group.next(), !isDone {}
            group.cancelAll()
        }
    }

    private func change(_ id: String, _ act: (inout Upload) -> Void) {
        state.withLock { state in
            guard let index = state.uploads.firstIndex(where: { $0.id == id }) else { return }
            act(&state.uploads[index])
        }
    }
}

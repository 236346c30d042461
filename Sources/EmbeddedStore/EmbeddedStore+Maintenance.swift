import Logging
import OCPPLog

extension EmbeddedStore {
    /// Maintenance looks at least so often whether there is something to do.
    private static let pause = Duration.seconds(60)

    /// Keeps the log in order until its task is cancelled or the store is closed: seals what is full or old, and drops what is
    /// not to be kept any more. A step that fails is told and tried again.
    /// - Throws: ``StoreError/Code/unwritable`` when the log was opened for reading.
    public func run() async throws {
        let writer = try writer
        await withTaskGroup(of: Void.self) { group in
            group.addTask { [waker] in
                while !Task.isCancelled {
                    waker.yield()
                    do { try await writer.settings.clock.sleep(for: Self.pause) } catch { return }
                }
            }
            for await _ in wakes { await maintain() }
            group.cancelAll()
        }
    }

    /// One round of maintenance.
    func maintain() async {
        guard let writer = try? writer else { return }
        if gate.isOpen { writer.reserve.fill() }
        do {
            try await use {
                try await writer.work {
                    writer.leaveOutRemovedFiles()
                    try writer.sealWhatIsDue()
                }
            }
        } catch {
            tell(error, "entries could not be sealed; it is tried again")
        }
        do {
            try await use { try await writer.work { try writer.retain() } }
        } catch {
            tell(error, "old entries could not be dropped; it is tried again")
        }
        do {
            // What is not written to any more need not be open all the time.
            for file in writer.view.files.dropLast() { try file.file.rest() }
        } catch {
            tell(error, "a file of an older month could not be closed")
        }
    }

    /// Seals every entry there is, whether it is due or not.
    public func seal() async throws {
        let writer = try writer
        try await use { try await writer.work { try writer.sealAll() } }
    }

    /// Gives the space back that nothing needs any more.
    public func compact() async throws {
        let writer = try writer
        try await use { try await writer.work { try writer.compact() } }
    }

    private func tell(_ error: any Error, _ what: Logger.Message) {
        guard gate.isOpen, case .writing(let writer) = side else { return }
        let error = error as? StoreError
        writer.logger.error(
            what,
            metadata: [
                "code": "\(error?.code.rawValue ?? "failed")", "reason": "\(error?.sentence ?? "it failed")",
                "cause": "\(error?.cause.map { String(describing: $0) } ?? "")",
            ])
    }
}

import Glibc
import OCPPLog
import Synchronization

/// The right to write to a directory: one process has it, and loses it when it ends, however it ends.
final class DirectoryLock: Sendable {
    private let descriptor: Mutex<Int32?>

    /// - Throws: ``StoreError/Code/locked`` when another one has it.
    init(_ directory: LogDirectory) throws(StoreError) {
        let descriptor = open(directory.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw StoreError(.unwritable, "cannot write \(directory.lock): \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            close(descriptor)
            guard code == EWOULDBLOCK else {
                throw StoreError(.unwritable, "cannot lock \(directory.lock): \(String(cString: strerror(code)))")
            }
            throw StoreError(.locked, "another ocpplogs writes to \(directory.path)")
        }
        self.descriptor = Mutex(descriptor)
    }

    deinit {
        release()
    }

    /// Gives the right back; again does nothing.
    func release() {
        descriptor.withLock { descriptor in
            if let descriptor { close(descriptor) }
            descriptor = nil
        }
    }
}

// The compiler takes types of the C library for a part of CoreFoundation or of Glibc, by what it has read before.
import CProcess
import CoreFoundation
import Foundation
import Glibc
import Synchronization

/// A program that runs with a text on its standard input and nothing else of ours: no open file, no signal that is ignored.
///
/// What it prints goes nowhere. It is a process group of its own, so that what it starts ends with it.
final class ChildProcess: Sendable {
    /// How it ended.
    enum Ending: Sendable, Hashable {
        case exited(Int32)
        case signalled(Int32)
        /// It was ended since it took too long, or since nobody waits for it any more.
        case overdue
    }

    /// It could not be started.
    struct Failure: Error {
        /// The words of the system.
        var reason: String

        init(_ number: Int32) {
            reason = String(cString: strerror(number))
        }
    }

    private struct State {
        var waiting: CheckedContinuation<Ending, Never>?
        /// Whoever waits may hear of its end before they hear that time is up.
        var isKilled = false
        /// Nil while it runs.
        var ending: Ending?
    }

    private let process: pid_t
    private let state = Mutex(State())

    /// Starts it.
    /// - Parameter words: the program with its whole path, and its arguments.
    init(_ words: [String], input: [UInt8]) throws(Failure) {
        var ends: [Int32] = [0, 0]
        guard cprocess_pipe(&ends) == 0 else { throw Failure(errno) }
        let (reading, writing) = (ends[0], ends[1])
        defer { close(reading) }
        do throws(Failure) {
            process = try Self.spawn(words, input: reading)
        } catch {
            close(writing)
            throw error
        }
        let process = process
        // It waits in the system's own calls, where no task may.
        Thread.detachNewThread { [self] in
            // A program that reads nothing is no reason to end: whoever runs this may not ignore the signal.
            var broken = sigset_t()
            sigemptyset(&broken)
            sigaddset(&broken, SIGPIPE)
            pthread_sigmask(SIG_BLOCK, &broken, nil)
            Self.write(input, to: writing)
            close(writing)
            // Not yet forgotten by the system: until it is, no other process can have its number.
            var info = siginfo_t()
            while waitid(P_PID, id_t(process), &info, WEXITED | WNOWAIT) != 0, errno == EINTR {}
            end()
        }
    }

    /// Waits until it has ended; when time is up or the task is cancelled, it is ended.
    func ending(within limit: Duration) async -> Ending {
        await withTaskGroup(of: Ending?.self) { group in
            group.addTask { await self.ending() }
            group.addTask {
                try? await Task.sleep(for: limit)
                self.kill()
                return nil
            }
            let first = await group.next() ?? nil
            // Whoever is cancelled here ends a process that has ended: that does nothing.
            group.cancelAll()
            return first ?? .overdue
        }
    }

    private func ending() async -> Ending {
        await withCheckedContinuation { continuation in
            let ending = state.withLock { state in
                if state.ending == nil { state.waiting = continuation }
                return state.ending
            }
            if let ending { continuation.resume(returning: ending) }
        }
    }

    private func kill() {
        state.withLock { state in
            guard state.ending == nil else { return }
            state.isKilled = true
            Foundation.kill(-process, SIGKILL)
        }
    }

    /// Has the system forget it.
    private func end() {
        let (waiting, ending) = state.withLock { state in
            var status: Int32 = 0
            while waitpid(process, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7F
            let ending: Ending =
                switch signal {
                case 0: .exited((status >> 8) & 0xFF)
                case SIGKILL where state.isKilled: .overdue
                default: .signalled(signal)
                }
            state.ending = ending
            return (state.waiting.take(), ending)
        }
        waiting?.resume(returning: ending)
    }

    private static func spawn(_ words: [String], input: Int32) throws(Failure) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        cprocess_close_from(&actions, STDERR_FILENO + 1)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var (all, none) = (sigset_t(), sigset_t())
        sigfillset(&all)
        sigemptyset(&none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP
        posix_spawnattr_setflags(&attributes, Int16(flags))
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        let fault = posix_spawn(&process, words[0], &actions, &attributes, &arguments, environ)
        guard fault == 0 else { throw Failure(fault) }
        return process
    }

    /// Writes all, as far as it is read.
    private static func write(_ bytes: [UInt8], to descriptor: Int32) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return
            }
        }
    }
}

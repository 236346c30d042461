import Foundation

/// What the kernel tells of a process.
enum Kernel {
    /// Nanoseconds of the processor, user and system, that a thread has had.
    static func time(of thread: Int32, in pid: Int32) -> Int64 {
        let words = text("/proc/\(pid)/task/\(thread)/schedstat").split(separator: " ")
        return words.first.flatMap { Int64($0) } ?? 0
    }

    /// The same of all threads that a process has now.
    static func time(of pid: Int32) -> Int64 {
        threads(of: pid).reduce(0) { $0 + time(of: $1, in: pid) }
    }

    /// The thread whose name begins so.
    static func thread(_ name: String, of pid: Int32) throws -> Int32 {
        guard let thread = threads(of: pid).first(where: { text("/proc/\(pid)/task/\($0)/comm").hasPrefix(name) })
        else { throw Failure("process \(pid) has no thread \(name)") }
        return thread
    }

    static func children(of pid: Int32) -> [Int32] {
        text("/proc/\(pid)/task/\(pid)/children").split(separator: " ").compactMap { Int32($0) }
    }

    /// Bytes of memory, pages that are shared counted in part.
    static func memory(of pid: Int32) -> Int64 {
        let line = text("/proc/\(pid)/smaps_rollup").split(separator: "\n").first { $0.hasPrefix("Pss:") }
        return (line?.split(separator: " ").dropFirst().first.flatMap { Int64($0) } ?? 0) << 10
    }

    private static func threads(of pid: Int32) -> [Int32] {
        ((try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(pid)/task")) ?? []).compactMap { Int32($0) }
    }

    private static func text(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }
}

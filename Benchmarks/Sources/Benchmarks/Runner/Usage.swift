import CMeasure
import Foundation
import Glibc

/// What the process has used up since its start.
struct Usage {
    /// Nanoseconds of the processor, all threads together.
    var cpu: Int64
    /// Nanoseconds on the wall.
    var wall: Int64
    /// Counted only while counting is on.
    var allocations: Int64
    /// Bytes that went to a disk; a file system in memory counts none.
    var written: Int64

    static let zero = Usage(cpu: 0, wall: 0, allocations: 0, written: 0)

    /// The figures of this moment.
    static func now() -> Usage {
        Usage(
            cpu: nanoseconds(CLOCK_PROCESS_CPUTIME_ID), wall: nanoseconds(CLOCK_MONOTONIC),
            allocations: Int64(measure_allocations()), written: writtenBytes())
    }

    static func + (a: Usage, b: Usage) -> Usage {
        Usage(
            cpu: a.cpu + b.cpu, wall: a.wall + b.wall, allocations: a.allocations + b.allocations,
            written: a.written + b.written)
    }

    static func - (a: Usage, b: Usage) -> Usage {
        Usage(
            cpu: a.cpu - b.cpu, wall: a.wall - b.wall, allocations: a.allocations - b.allocations,
            written: a.written - b.written)
    }

    private static func nanoseconds(_ clock: clockid_t) -> Int64 {
        var time = timespec()
        clock_gettime(clock, &time)
        return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
    }

    /// `write_bytes` of proc(5).
    private static func writtenBytes() -> Int64 {
        guard let text = try? String(contentsOfFile: "/proc/self/io", encoding: .utf8),
            let line = text.split(separator: "\n").first(where: { $0.hasPrefix("write_bytes:") })
        else { return 0 }
        return line.split(separator: " ").last.flatMap { Int64($0) } ?? 0
    }
}

/// Adds up what is used between start and stop; preparations outside are not counted.
struct Stopwatch {
    private(set) var total = Usage.zero
    private var begun: Usage?

    mutating func start() {
        begun = Usage.now()
    }

    mutating func stop() {
        guard let begun else { return }
        total = total + (Usage.now() - begun)
        self.begun = nil
    }
}

import Foundation
import Glibc

/// What processes have used up.
enum Usage {
    /// Seconds of the processor: this process, all threads.
    static var cpu: Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

    /// Seconds of the processor: this thread.
    static var thread: Double { seconds(CLOCK_THREAD_CPUTIME_ID) }

    static var wall: Double { seconds(CLOCK_MONOTONIC) }

    /// Seconds of the processor that ended children have used.
    static var children: Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_CHILDREN.rawValue), &usage)
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    /// Seconds of the processor of another process with one thread.
    static func cpu(of process: Int) -> Double {
        let text = (try? String(contentsOfFile: "/proc/\(process)/schedstat", encoding: .utf8)) ?? ""
        return (text.split(separator: " ").first.flatMap { Double($0) } ?? 0) / 1e9
    }

    /// `write_bytes` of proc(5): what went to a disk.
    static var written: Double {
        value("write_bytes:", in: "/proc/self/io")
    }

    /// The share of this process in the memory (PSS), in bytes.
    static var memory: Double {
        value("Pss:", in: "/proc/self/smaps_rollup") * 1_024
    }

    private static func value(_ name: String, in path: String) -> Double {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        let line = text.split(separator: "\n").first { $0.hasPrefix(name) }
        return line.flatMap { $0.split(separator: " ").dropFirst().first.flatMap { Double($0) } } ?? 0
    }

    private static func seconds(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }
}

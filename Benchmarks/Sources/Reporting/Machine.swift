import Foundation
import Glibc

/// The machine that figures were measured on, in a few words.
public enum Machine {
    /// Processor, memory, system, compiler, disk, how busy it was before the run, and the day.
    public static func description() -> String {
        let processors = values(of: "model name", in: "/proc/cpuinfo")
        let memory = values(of: "MemTotal", in: "/proc/meminfo").first.flatMap { Int($0.prefix { $0.isNumber }) }
        let system = text("/etc/os-release").split(separator: "\n").first { $0.hasPrefix("PRETTY_NAME=") }
        let load = text("/proc/loadavg").split(separator: " ").first
        return [
            "\(processors.count) × \(processors.first ?? "unknown processor")",
            memory.map { "\($0 >> 20) GiB" } ?? "unknown memory",
            system.map { $0.dropFirst("PRETTY_NAME=".count).filter { $0 != "\"" } } ?? "unknown system",
            compiler(),
            "fdatasync of 4 KiB \(synchronisation())",
            "load before the run \(load ?? "unknown")",
            Date.now.formatted(.iso8601.year().month().day()),
        ].joined(separator: ", ")
    }

    /// How long it takes until 4 KiB more of a file are on the disk for good; the median of 51.
    private static func synchronisation() -> String {
        guard let folder = try? Folder() else { return "unknown" }
        let file = open(folder.path + "/synchronised", O_CREAT | O_WRONLY | O_APPEND, 0o600)
        guard file >= 0 else { return "unknown" }
        defer { close(file) }
        let block = [UInt8](repeating: 1, count: 4_096)
        let clock = ContinuousClock()
        let times = (0..<51).map { _ in
            clock.measure {
                _ = write(file, block, block.count)
                _ = fdatasync(file)
            }
        }
        return "\(times.sorted()[25].formatted(.units(allowed: [.microseconds])))"
    }

    private static func compiler() -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["swift", "--version"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return "unknown compiler" }
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return output.split(separator: "\n").first.map { String($0.prefix { $0 != "(" }.trimmed) } ?? "unknown compiler"
    }

    /// The values of `name : value` lines.
    private static func values(of name: String, in path: String) -> [String] {
        text(path).split(separator: "\n").compactMap { line in
            let parts = line.split(separator: ":", maxSplits: 1)
            guard parts.count == 2, parts[0].trimmed == name else { return nil }
            return parts[1].trimmed
        }
    }

    private static func text(_ path: String) -> String {
        (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    }
}

extension StringProtocol {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespaces) }
}

import Foundation

/// A process of a run: bound to one processor, told what to do by lines, ended when this goes.
final class Child {
    private let name: String
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var unread: [UInt8] = []

    /// - Parameter log: a file for its standard error; nil: that of this process.
    init(_ name: String, _ command: [String], on processor: Int32, log: String? = nil) throws {
        self.name = name
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["taskset", "-c", "\(processor)"] + command
        process.standardInput = input
        process.standardOutput = output
        if let log {
            try Data().write(to: URL(filePath: log))
            process.standardError = FileHandle(forWritingAtPath: log)
        }
        try process.run()
    }

    deinit { stop() }

    /// A program that does not end with its standard input by itself: a shell sees to it, also when a run is killed.
    static func foreign(_ command: [String], on processor: Int32, log: String) throws -> Child {
        let shell = ["sh", "-c", #""$@" & read line; kill $!; wait $!"#, "sh"]
        return try Child(command[0], shell + command, on: processor, log: log)
    }

    /// This program in another role.
    static func role(_ arguments: String..., on processor: Int32) throws -> Child {
        try Child(arguments[0], ["/proc/\(getpid())/exe"] + arguments, on: processor)
    }

    var pid: Int32 { process.processIdentifier }

    var isRunning: Bool { process.isRunning }

    /// Says a line and waits for the numbers that it is answered with.
    func ask(_ line: String) throws -> [String: Int] {
        try input.fileHandleForWriting.write(contentsOf: Data("\(line)\n".utf8))
        return try answer()
    }

    /// Waits for a line of numbers.
    func answer() throws -> [String: Int] {
        while true {
            if let end = unread.firstIndex(of: 0x0A) {
                defer { unread.removeFirst(end + 1) }
                return Line.numbers(String(decoding: unread[..<end], as: UTF8.self))
            }
            let data = output.fileHandleForReading.availableData
            guard !data.isEmpty else { throw Failure("the process \(name) has ended") }
            unread += data
        }
    }

    /// Closes its standard input, which ends it, and waits until it is gone.
    func stop() {
        guard process.isRunning else { return }
        try? input.fileHandleForWriting.close()
        for _ in 0..<300 where process.isRunning { usleep(10_000) }
        if process.isRunning { process.terminate() }
        process.waitUntilExit()
    }
}

import Foundation

/// Another program that is run to its end.
struct Command {
    var arguments: [String]
    /// The statuses with which it may end.
    var accepted: ClosedRange<Int32>

    init(_ arguments: [String], accepted: ClosedRange<Int32> = 0...0) {
        self.arguments = arguments
        self.accepted = accepted
    }

    /// This program in another role; it answers with an outcome.
    static func role(_ arguments: [String]) throws -> Outcome {
        let data = try Command([Self.executable] + arguments).output()
        return try JSONDecoder().decode(Outcome.self, from: data)
    }

    static let executable = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""

    /// Runs it and takes what it prints.
    @discardableResult
    func output(_ take: ((Data) throws -> Void)? = nil) throws -> Data {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        var data = Data()
        while true {
            let part = pipe.fileHandleForReading.availableData
            if part.isEmpty { break }
            if let take { try take(part) } else { data += part }
        }
        process.waitUntilExit()
        guard accepted.contains(process.terminationStatus) else {
            throw Failure("\(arguments.joined(separator: " ").prefix(200)) ended with \(process.terminationStatus)")
        }
        return data
    }
}

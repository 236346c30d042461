import Foundation

/// What one process of a run has measured; it prints it as JSON.
struct Outcome: Codable {
    var load: Load?
    var answers: [Answer] = []
    /// Further figures by name.
    var figures: [String: Double] = [:]

    /// What it took to write the entries.
    struct Load: Codable {
        var entries: Int
        /// Seconds of the processor.
        var cpu: Double
        /// Seconds on the clock.
        var wall: Double
        /// Bytes on the disk, all in.
        var disk: Int
    }

    /// What one question took.
    struct Answer: Codable {
        var question: Question
        var hits: Int
        /// Seconds of the processor, run by run.
        var cpu: [Double]
    }

    func answer(_ question: Question) -> Answer? {
        answers.first { $0.question == question }
    }

    mutating func merge(_ other: Outcome) {
        load = other.load ?? load
        answers += other.answers
        figures.merge(other.figures) { _, new in new }
    }

    func print() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        FileHandle.standardOutput.write(try encoder.encode(self) + Data("\n".utf8))
    }
}

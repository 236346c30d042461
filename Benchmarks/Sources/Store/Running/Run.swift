import Foundation
import Reporting

/// A whole run: every side is loaded and asked in processes of its own, the hits are compared, the tables are printed.
struct Run {
    /// Entries that are written to see how many bytes go to the disk: two segments of ours.
    static let written = 131_072

    private let options: Options
    private let folder: String
    private var outcomes: [Side: Outcome] = [:]

    init(_ options: Options) {
        self.options = options
        let work = URL(filePath: options.work).path(percentEncoded: false)
        folder = "\(work)/\(options.entries)-\(options.seed)\(options.isHard ? "-hard" : "")"
    }

    func all() async throws {
        // Asked first: a run takes an hour.
        let document = try options.file.map { path throws(UsageError) in
            try Document(path, writer: options.isHard ? "Store --hard" : "Store")
        }
        try EntryCheck.run(options.makeTraffic())
        let machine = "Measured on: \(Machine.description()).\n"
        print(machine)
        // What a run before has left that did not come to its end.
        if !options.keepsData { Files.remove(folder) }
        var run = self
        for side in options.sides {
            say("\(side.title): \(options.entries) entries")
            run.outcomes[side] = try await measure(side)
        }
        let report = Report(options: options, outcomes: run.outcomes)
        let text = machine + "\n" + report.text
        print(report.text)
        if !options.keepsData { Files.remove(folder) }
        try report.expectSameHits()
        try document?.write(figures: text)
    }

    private func measure(_ side: Side) async throws -> Outcome {
        let directory = "\(folder)/\(side.rawValue)"
        let loaded = "\(folder)/\(side.rawValue).json"
        let kept = try? JSONDecoder().decode(Outcome.self, from: Data(contentsOf: URL(filePath: loaded)))
        if kept == nil {
            Files.remove(directory)
            try Files.make(directory)
        }
        var outcome = kept ?? Outcome()
        let loads = kept == nil
        switch side {
        case .ours:
            if loads { outcome.merge(try role("ours-load", directory)) }
            try keep(outcome, loads, loaded)
            outcome.merge(try role("ours-start", directory))
            outcome.merge(try role("ours-ask", directory))
            for name in ["ours-commit-20", "ours-commit-5000", "ours-write"] where options.entries >= Self.written {
                let part = try inScratch(name)
                outcome.figures[name + " per second"] = part.load.map { Double($0.entries) / $0.cpu }
                outcome.figures[name + " bytes"] = part.figures["written"]
                outcome.figures[name + " memory"] = part.figures["memory peak"]
            }
        case .sqlite:
            if loads { outcome.merge(try role("sqlite-load", directory)) }
            try keep(outcome, loads, loaded)
            outcome.merge(try role("sqlite-ask", directory))
            if options.entries > Self.written { outcome.figures.merge(try inScratch("sqlite-write").figures) { $1 } }
        case .clickhouse:
            var part = try ClickHouse(options: options, directory: directory).run(loads: loads)
            part.load = part.load ?? kept?.load
            outcome = part
            try keep(outcome, loads, loaded)
        case .postgresql:
            var part = try await PostgreSQL(options, directory: directory).run(loads: loads)
            part.load = part.load ?? kept?.load
            outcome = part
            try keep(outcome, loads, loaded)
        case .ripgrep:
            let peer = Ripgrep(options: options, directory: directory)
            if loads { outcome.merge(try peer.load()) }
            try keep(outcome, loads, loaded)
            outcome.merge(try await peer.ask())
        }
        return outcome
    }

    /// Remembers what loading took, for a run that uses the data again.
    private func keep(_ outcome: Outcome, _ loads: Bool, _ path: String) throws {
        guard loads else { return }
        var outcome = outcome
        outcome.answers = []
        try JSONEncoder().encode(outcome).write(to: URL(filePath: path))
    }

    private func role(_ name: String, _ directory: String) throws -> Outcome {
        say("  \(name)")
        return try Command.role([name, directory] + options.traffic)
    }

    /// A process with a new directory, which goes with it.
    private func inScratch(_ name: String) throws -> Outcome {
        let directory = "\(folder)/\(name)"
        Files.remove(directory)
        try Files.make(directory)
        defer { Files.remove(directory) }
        return try role(name, directory)
    }

    private func say(_ text: String) {
        FileHandle.standardError.write(Data("\(text)\n".utf8))
    }
}

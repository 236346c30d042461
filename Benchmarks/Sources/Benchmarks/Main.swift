import Foundation
import Reporting

/// Measures and prints the tables of docs/benchmarks.md.
///
/// Bound to the main thread: so a profiler sees plain work on it, before anything asynchronous starts threads.
@main
@MainActor
struct Main {
    static func main() async {
        do {
            let options = try Options(CommandLine.arguments.dropFirst())
            if let work = options.work {
                try work.run()
                exit(0)
            }
            try await run(options)
        } catch let error as UsageError {
            fail("\(error)\n\n\(Options.help)", status: 2)
        } catch {
            fail("\(error)", status: 1)
        }
    }

    private static func run(_ options: Options) async throws {
        // Asked first: a run takes minutes.
        let document = try options.file.map { path throws(UsageError) in try Document(path, writer: "Benchmarks") }
        var sections = ["Measured on: \(Machine.description()).\n"]
        show(sections[0])
        for suite in options.suites {
            for comparison in try await suite.comparisons() {
                let section = Report.section(comparison, try await Runner().run(comparison))
                show(section)
                sections.append(section)
            }
        }
        try document?.write(figures: sections.joined(separator: "\n"))
    }

    private static func show(_ text: String) {
        print(text)
        // At once, also into a pipe.
        fflush(nil)
    }

    private static func fail(_ text: String, status: Int32) {
        FileHandle.standardError.write(Data("\(text)\n".utf8))
        exit(status)
    }
}

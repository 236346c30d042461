import Foundation
import Reporting

/// Measures our store beside those that others take for a log, over the same generated entries, and prints the tables of
/// docs/benchmarks.md.
///
/// The same program is also each of the processes of a run: `ours-load DIR`, `sqlite-ask DIR`, `tsv` and so on.
@main
struct Main {
    static func main() async {
        var arguments = Array(CommandLine.arguments.dropFirst())
        do {
            guard let role = arguments.first, !role.hasPrefix("-") else {
                return try await Run(try Options(arguments)).all()
            }
            arguments.removeFirst()
            if let form = LineSource.Form(rawValue: role) {
                return try LineSource.write(form, try Options(arguments).makeTraffic())
            }
            guard !arguments.isEmpty else { throw UsageError("there is no role \(role)") }
            let directory = arguments.removeFirst()
            try await outcome(role, directory, try Options(arguments)).print()
        } catch let error as UsageError {
            fail("\(error)\n\n\(Options.help)", status: 2)
        } catch {
            fail("\(error)", status: 1)
        }
    }

    private static func outcome(_ role: String, _ directory: String, _ options: Options) async throws -> Outcome {
        let ours = Ours(options: options, directory: directory)
        switch role {
        case "ours-load": return try await ours.load()
        case "ours-commit-20": return try await ours.commit(200_000, batch: 20)
        case "ours-commit-5000": return try await ours.commit(1_000_000, batch: 5_000)
        case "ours-rules": return ours.rules(1_000_000, batch: 5_000)
        case "ours-examined-5000": return try await ours.examined(1_000_000, batch: 5_000)
        case "ours-write": return try await ours.commit(Run.written, batch: 10)
        case "ours-start": return try await ours.start()
        case "ours-ask": return try await ours.ask()
        case "sqlite-load": return try SQLiteRows(options, directory: directory).load()
        case "sqlite-ask": return try await SQLiteRows(options, directory: directory).ask()
        case "sqlite-write":
            return try SQLiteRows(options, directory: directory).write(
                Run.written, after: min(1_000_000, options.entries - Run.written))
        default: throw UsageError("there is no role \(role)")
        }
    }

    private static func fail(_ text: String, status: Int32) {
        FileHandle.standardError.write(Data("\(text)\n".utf8))
        exit(status)
    }
}

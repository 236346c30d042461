import Foundation

/// A file of NDJSON and `ripgrep -i -F`.
struct Ripgrep {
    let options: Options
    let directory: String

    private static let found: Int32 = 0
    private static let notFound: Int32 = 1

    private var file: String { directory + "/entries.ndjson" }

    func load() throws -> Outcome {
        var outcome = Outcome()
        let (cpu, wall) = (Usage.children, Usage.wall)
        try Command(
            ["sh", "-c", #""$@" > "$0""#, file, Command.executable, "ndjson"] + options.traffic
        ).output()
        outcome.load = Outcome.Load(
            entries: options.entries, cpu: Usage.children - cpu, wall: Usage.wall - wall, disk: Files.size(file))
        return outcome
    }

    /// It has an answer to texts alone, and always gives whole lines.
    func ask() async throws -> Outcome {
        var outcome = Outcome()
        for question in [Question.needle, .phraseRows, .digitsRows, .groundFailure] {
            guard let text = question.text else { continue }
            let answer = try await Repetition.ask(question, runs: options.runs) {
                let begun = Usage.children
                let lines = try Command(
                    ["rg", "-i", "-F", "-N", "--no-config", text, file], accepted: Self.found...Self.notFound
                ).output()
                return (hits(text, lines), Usage.children - begun)
            }
            outcome.answers.append(answer)
        }
        return outcome
    }

    /// The lines that have the text in request or response and not in another field alone.
    private func hits(_ text: String, _ lines: Data) -> Int {
        lines.split(separator: UInt8(ascii: "\n")).count { line in
            let payloads = String(decoding: line, as: UTF8.self).split(separator: "\"request\":", maxSplits: 1)
            return payloads.count == 2 && payloads[1].range(of: text, options: .caseInsensitive) != nil
        }
    }
}

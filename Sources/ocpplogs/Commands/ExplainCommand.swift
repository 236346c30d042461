import ArgumentParser
import Insights

/// `ocpplogs explain`: what a word of OCPP means. Needs no server and no log.
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Says in plain words what an action, a status, an error code or a reason of OCPP means.",
        discussion: """
            What it means, who sends it, its fields, likely causes and what to check next. Case, blanks, _ and - do not \
            matter. A word with several meanings is explained with all of them. An unknown word ends with exit code 2 \
            and the words that look like it.

            Examples:
              ocpplogs explain Faulted
              ocpplogs explain boot notification
              ocpplogs explain Rejected --in SetChargingProfile
              ocpplogs explain CX014 EVCommunicationError
              ocpplogs explain StatusNotification --json
            """)

    @Argument(help: "One word or several, as they stand in a message.", completion: .list(Explanations.words))
    var words: [String]

    @Option(help: "Only this kind: action, status, error or reason.", transform: kind(named:))
    var kind: Explanation.Kind?

    @Option(name: .customLong("in"), help: "Only what it means in messages of this action.")
    var action: String?

    @Flag(help: "One JSON object a line, one for each meaning.")
    var json = false

    func run() throws {
        let found = try meanings()
        guard !json else {
            for explanation in found {
                var bytes: [UInt8] = []
                ExplanationJSON.append(explanation, to: &bytes)
                Terminal.write(bytes + [UInt8(ascii: "\n")])
            }
            return
        }
        let text = ExplanationText(width: Terminal.width(), isColoured: Terminal.wantsColour())
        Terminal.print(found.map(text.text).joined(separator: "\n\n\n"))
    }

    /// Several words may be one: `boot notification`.
    private func meanings() throws -> [Explanation] {
        let together = Explanations.meanings(of: words.joined(), kind: kind, in: action)
        guard together.isEmpty else { return together }
        return try words.flatMap { word in
            let found = Explanations.meanings(of: word, kind: kind, in: action)
            guard found.isEmpty else { return found }
            throw CommandFailure.usage(unknown(word))
        }
    }

    private static func kind(named name: String) throws -> Explanation.Kind {
        guard let kind = Explanation.Kind(rawValue: name) else {
            throw ValidationError("\(name) is none of action, status, error, reason")
        }
        return kind
    }

    /// Says why there is no such meaning, and the way out.
    private func unknown(_ word: String) -> String {
        let known = Explanations.meanings(of: word)
        if let action, !known.isEmpty {
            return "\(word) does not stand in messages of \(action); without --in all meanings are shown"
        }
        if let kind, let other = known.first?.kind {
            return "\(word) is no \(kind.rawValue) of OCPP but of another kind: --kind \(other.rawValue)"
        }
        let near = Explanations.suggestions(for: word, kind: kind)
        let wayOut =
            near.isEmpty
            ? "words are spelled as in a message, as BootNotification" : "near it: " + near.joined(separator: ", ")
        return "\"\(word)\" is no word of OCPP that is explained here; \(wayOut)"
    }
}

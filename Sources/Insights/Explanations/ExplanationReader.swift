import OCPP

/// Reads the table of explanations from its text.
///
/// One line is one statement, and a line that begins with a blank goes on with the one before. A head begins an
/// explanation: kind, word, versions and sender, with bars between them. What follows belongs to it:
///
///     action Heartbeat | 1.6 2.0.1 2.1 | charging station
///     means The station is there.
///     request name | meaning         a field of the request
///     response name | meaning        a field of the response
///     cause …                        the likeliest first
///     check …                        in this order
///     spec OCPP 1.6 §4.6
struct ExplanationReader {
    private(set) var explanations: [Explanation] = []
    /// Lines that could not be read; none in what ``Explanations`` holds.
    private(set) var faults: [String] = []

    /// Reads all statements of a text.
    mutating func read(_ text: String) {
        var statement = ""
        for line in text.split(separator: "\n") {
            if line.first == " ", !statement.isEmpty {
                statement += " " + line.drop { $0 == " " }
            } else {
                add(statement)
                statement = String(line)
            }
        }
        add(statement)
    }

    private mutating func add(_ statement: String) {
        guard let blank = statement.firstIndex(of: " ") else {
            if !statement.isEmpty { faults.append(statement) }
            return
        }
        let word = String(statement[..<blank])
        let rest = String(statement[blank...].drop { $0 == " " })
        if let kind = Explanation.Kind(rawValue: word) {
            begin(kind, Self.parts(of: rest), statement)
        } else if explanations.isEmpty || !extend(&explanations[explanations.count - 1], word, rest) {
            faults.append(statement)
        }
    }

    private mutating func begin(_ kind: Explanation.Kind, _ parts: [String], _ statement: String) {
        guard parts.count == 3 else { return faults.append(statement) }
        let versions = parts[1].split(separator: " ").map(String.init)
        guard !versions.isEmpty, versions.allSatisfy({ OCPPVersion(rawValue: $0) != nil }) else {
            return faults.append(statement)
        }
        explanations.append(
            Explanation(parts[0], kind, versions: versions, sender: parts[2], meaning: "", specification: ""))
    }

    /// - Returns: false when the statement is none, or says a second time what may be said once.
    private func extend(_ explanation: inout Explanation, _ statement: String, _ rest: String) -> Bool {
        switch statement {
        case "means" where explanation.meaning.isEmpty: explanation.meaning = rest
        case "spec" where explanation.specification.isEmpty: explanation.specification = rest
        case "cause": explanation.causes.append(rest)
        case "check": explanation.checks.append(rest)
        case "request", "response":
            let parts = Self.parts(of: rest)
            guard parts.count == 2 else { return false }
            let field = Explanation.Field(parts[0], parts[1])
            if statement == "request" {
                explanation.request.append(field)
            } else {
                explanation.response.append(field)
            }
        default: return false
        }
        return true
    }

    /// What stands between the bars, without the blanks around it.
    private static func parts(of text: String) -> [String] {
        text.split(separator: "|", omittingEmptySubsequences: false).map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }
}

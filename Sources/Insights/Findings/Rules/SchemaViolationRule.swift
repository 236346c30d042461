import OCPP
import OCPPLog

/// A payload is not as the schema of its message wants it.
struct SchemaViolationRule: FindingRule {
    static let about = RuleAbout(
        "schema-violation", .warning, "A payload that the specification does not allow",
        meaning: """
            A member is missing, unknown, too long, of the wrong type, or has a value that is none of those allowed. Some \
            receivers reject such messages, others ignore the part. Up to five problems of one exchange are told. Frames of \
            which only a part was kept, and values that were masked, are not looked at.
            """,
        checks: [
            "Compare the place with the schema: the finding says what is there and what is allowed.",
            "See whether the receiver answered with an error: if not, it bears with it, for now.",
            "Report it to the maker of the sender, with the exchange.",
        ],
        specification: "OCPP 1.6 §6, §7; JSON schemas of OCPP 2.0.1 and 2.1", concern: .anyAction)

    /// So many problems of one exchange are told.
    static let most = 5

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        let left = Self.tell(read.problems.request, .request, read, Self.most, &report)
        _ = Self.tell(read.problems.response, .response, read, left, &report)
    }

    /// - Returns: how many more problems may be told.
    private static func tell(
        _ problems: [SchemaProblem], _ side: PayloadSide, _ read: ReadEntry, _ most: Int, _ report: inout FindingReport
    ) -> Int {
        guard !problems.isEmpty else { return most }
        var left = most
        let place = side == .request ? "request" : "response"
        for problem in problems where left > 0 {
            guard !isMasked(problem.pointer, place, read.entry.masked), !BadTimestampRule.tells(of: problem, side, read)
            else { continue }
            report.add(
                Finding(
                    about, in: read.entry, "in the \(place) of \(Said.name(read.action)), \(problem.sentence)",
                    at: "/\(place)\(problem.pointer)"))
            left -= 1
        }
        return left
    }

    /// Whether the value was replaced when it was recorded: what stands there now is ours.
    private static func isMasked(_ pointer: String, _ place: String, _ masked: [String]) -> Bool {
        guard !masked.isEmpty else { return false }
        var path = place
        for part in pointer.split(separator: "/") { path += Int(part) == nil ? ".\(part)" : "[\(part)]" }
        return masked.contains { $0 == path || $0 == place }
    }
}

import OCPP
import OCPPLog

/// An action that no version of OCPP has.
struct UnknownActionRule: FindingRule {
    static let about = RuleAbout(
        "unknown-action", .warning, "A message that OCPP does not have",
        meaning: """
            No version of OCPP has a message of this name: it is misspelled, or a maker's own. Makers' own messages belong into \
            DataTransfer.
            """,
        checks: [
            "Compare the name with the one that was probably meant; upper and lower case count.",
            "Report it to the maker of the sender.",
        ],
        specification: "OCPP-J 1.6 §4.2.1", concern: .unusual)

    /// The name that was sent last, and what was probably meant: comparing it with all names is dear.
    private var last: (action: Action, meant: String?)?

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.specification == nil, read.isRequest else { return }
        let meant = last?.action == read.action ? last?.meant : Self.meant(by: read.action)
        last = (read.action, meant)
        let hint = meant.map { " — did it mean \($0)?" } ?? ""
        report.add(
            Finding(
                Self.about, in: read.entry,
                "\(read.entry.source.words) sent \(Said.quoted(read.action.rawValue)), which is no message of OCPP\(hint)"
            ))
    }

    private static let names = ActionSpecification.all.map(\.action.rawValue)

    private static func meant(by action: Action) -> String? {
        action.rawValue.utf8.count > 50 ? nil : Spelling.suggestions(for: action.rawValue, among: names).first
    }
}

import OCPP
import OCPPLog

/// The CSMS asked for configuration that the station does not have.
struct ConfigKeyUnknownRule: FindingRule {
    static let about = RuleAbout(
        "config-key-unknown", .note, "A configuration key that the station does not have",
        meaning: """
            The CSMS asked for keys or variables by name, and the station does not know some of them. What depends on them will \
            not work.
            """,
        checks: [
            "Compare the spelling with the maker's list of keys.",
            "A key that the specification requires: report it to the maker of the station.",
        ],
        specification: "OCPP 1.6 §5.8; OCPP 2.0.1 B06", concern: .actions([.getConfiguration, .getVariables]))

    /// So many variables of one message are looked at, and so many names are shown.
    private static let most = 256
    private static let shown = 5

    mutating func look(at read: ReadEntry, _ memory: StationMemory, _ report: inout FindingReport) {
        guard read.isAnswered, read.entry.source == .csms else { return }
        let is16 = read.action == .getConfiguration
        let names = is16 ? read.response.texts("unknownKey") : variables(read)
        guard !names.isEmpty else { return }
        var words = names.prefix(Self.shown).map { is16 ? Said.name($0) : $0 }
        if names.count > Self.shown { words.append("\(names.count - Self.shown) more") }
        report.add(
            Finding(
                Self.about, in: read.entry, "the station does not have \(Said.list(words))",
                at: is16 ? "/response/unknownKey" : "/response/getVariableResult"))
    }

    private func variables(_ read: ReadEntry) -> [String] {
        read.response.objects("getVariableResult").prefix(Self.most).compactMap { result in
            guard let status = result.text("attributeStatus"),
                status == "UnknownVariable" || status == "UnknownComponent"
            else { return nil }
            let component = Said.name(result.object("component").text("name") ?? "")
            return "\(component).\(Said.name(result.object("variable").text("name") ?? ""))"
        }
    }
}

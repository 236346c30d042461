import OCPP
import OCPPLog

/// A name and a value that a report says of itself.
struct ReportLine {
    let name: String
    let value: String
    /// Whether somebody else chose the text of the value.
    let isForeign: Bool

    /// - Returns: nil when there is no value.
    init?(_ name: String, _ value: String?, isForeign: Bool = false) {
        guard let value else { return nil }
        self.name = name
        self.value = value
        self.isForeign = isForeign
    }
}

extension ExportSubject {
    /// What was asked for and by whom.
    var lines: [ReportLine] {
        let asked = query.description
        let span: String? =
            switch (from, to) {
            case (nil, nil): nil
            case (let from?, nil): "from \(ExportTally.moment(from)) UTC on"
            case (nil, let to?): "before \(ExportTally.moment(to)) UTC"
            case (let from?, let to?): "from \(ExportTally.moment(from)) to \(ExportTally.moment(to)) UTC"
            }
        return [
            ReportLine("Query", asked.isEmpty ? "everything" : asked, isForeign: !asked.isEmpty),
            ReportLine("Time asked for", span),
            ReportLine("Written", (moment.map { "\(ExportTally.moment($0)) UTC " } ?? "") + "by \(program)"),
            ReportLine("Times", "UTC, by the clock of the machine that recorded"),
            ReportLine(
                "Secrets",
                "passwords and keys are masked, as (masked: 17-32 characters); id tags, serial numbers and texts are not"
            ),
        ].compactMap(\.self)
    }
}

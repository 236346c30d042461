import OCPP
import OCPPLog

/// What stands above the table: the columns and the room of a row, a link for others, and files to take along.
struct LogTools: Sendable, Hashable {
    /// A column that can be chosen.
    struct Choice: Sendable, Hashable {
        var value: String
        var label: String
        var isChosen: Bool
    }

    /// A form of file.
    struct Export: Sendable, Hashable {
        var label: String
        var about: String
        var url: String
    }

    var columns: [Choice]
    var densities: [Choice]
    /// What the form keeps of the address.
    var kept: [HiddenField]
    var standardURL: String
    var classicURL: String
    /// The same search with fixed ends.
    var fixedURL: String
    /// Nil where nothing is exported.
    var exports: Exports?

    /// All forms of file.
    struct Exports: Sendable, Hashable {
        var formats: [Export]
    }

    init(_ question: LogsQuestion, formats: [ExportFormat], now: Timestamp) {
        let look = question.look
        let chosen = look.columns.columns
        // What is chosen comes first, in its order: so it is sent.
        columns = (chosen + LogColumn.allCases.filter { !chosen.contains($0) }).map { column in
            Choice(value: column.rawValue, label: column.choice, isChosen: chosen.contains(column))
        }
        densities = LogsLook.Density.allCases.map { density in
            Choice(
                value: density.rawValue, label: EntrySentence.capital(density.rawValue),
                isChosen: density == look.density)
        }
        kept = HiddenField.all(question.pageParameters, without: ["cols", "density"])
        func url(_ columns: LogColumns) -> String {
            var look = look
            look.columns = columns
            return question.url(look: look)
        }
        standardURL = url(.standard)
        classicURL = url(.classic)
        let to = question.time.to ?? now
        fixedURL = question.url(time: TimeChoice(from: question.time.from, to: to))
        let files = formats.map { format in
            Export(
                label: format.name, about: format.about,
                url: Link.to(
                    "/api/v1/export",
                    [
                        ("q", question.text.isEmpty ? nil : question.text), ("from", question.time.from?.description),
                        ("to", question.time.to?.description), ("format", format.name),
                    ]))
        }
        exports = files.isEmpty ? nil : Exports(formats: files)
    }
}

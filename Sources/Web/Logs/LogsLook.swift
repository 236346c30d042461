import OCPPLog

/// How the page of the log looks: all that stands in its address and does not choose entries.
struct LogsLook: Sendable, Hashable {
    /// How much room a row has.
    enum Density: String, Sendable, CaseIterable {
        case normal
        case compact
    }

    var zone = PageZone.utc
    var columns = LogColumns.standard
    var density = Density.normal
    /// Whether runs of routine messages are one row.
    var folds = true
    /// The facet of which more values are listed.
    var more: Field?
    /// Whether what takes long is counted all the same.
    var countsAll = false

    static let names = ["tz", "in", "cols", "density", "fold", "more", "counts"]

    /// - Throws: the fault of a parameter.
    init(_ parameters: QueryString) throws(WebProblem) {
        zone = try PageZone.of("tz", parameters) ?? .utc
        columns = try LogColumns(parameters.all("cols"))
        if let text = parameters["density"], !text.isEmpty {
            guard let density = Density(rawValue: text) else {
                throw .badParameter("density", "\"density\" is normal or compact.")
            }
            self.density = density
        }
        switch parameters["fold"] {
        case nil, "", "on": break
        case "off": folds = false
        default: throw .badParameter("fold", "\"fold\" is on or off.")
        }
        if let text = parameters["more"], !text.isEmpty {
            guard let field = LogFacets.fields.first(where: { $0.name == text }) else {
                let names = LogFacets.fields.map(\.name).joined(separator: ", ")
                throw .badParameter("more", "\"more\" is one of \(names).")
            }
            more = field
        }
        switch parameters["counts"] {
        case nil, "": break
        case "all": countsAll = true
        default: throw .badParameter("counts", "\"counts\" is all, or left out.")
        }
    }

    init() {}

    /// As it stands in an address; what is as always is left out.
    var parameters: [(name: String, value: String?)] {
        [
            ("tz", zone.isUTC ? nil : zone.name), ("cols", columns.parameter),
            ("density", density == .normal ? nil : density.rawValue), ("fold", folds ? nil : "off"),
            ("more", more?.name), ("counts", countsAll ? "all" : nil),
        ]
    }
}

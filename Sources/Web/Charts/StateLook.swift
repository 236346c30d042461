/// How a state of a connector looks: a letter, a class of the style sheet, and what comes before what in a legend.
struct StateLook: Sendable, Hashable {
    var letter: String
    /// The class: its colour, and for what is out of order hatching as well.
    var kind: String

    private static let known: [(status: String, look: StateLook)] = [
        ("Available", .init(letter: "A", kind: "s-available")),
        ("Preparing", .init(letter: "P", kind: "s-preparing")),
        ("Charging", .init(letter: "C", kind: "s-charging")),
        ("Occupied", .init(letter: "O", kind: "s-occupied")),
        ("SuspendedEV", .init(letter: "E", kind: "s-suspended-ev")),
        ("SuspendedEVSE", .init(letter: "S", kind: "s-suspended-evse")),
        ("Finishing", .init(letter: "N", kind: "s-finishing")),
        ("Reserved", .init(letter: "R", kind: "s-reserved")),
        ("Unavailable", .init(letter: "U", kind: "s-unavailable")),
        ("Faulted", .init(letter: "F", kind: "s-faulted")),
    ]

    /// The look of a state; a word that OCPP does not have looks like none of its states.
    static func of(_ status: String) -> StateLook {
        known.first { $0.status == status }?.look ?? StateLook(letter: "?", kind: "s-other")
    }

    /// Where a state stands in a legend.
    static func rank(_ status: String) -> Int { known.firstIndex { $0.status == status } ?? known.count }
}

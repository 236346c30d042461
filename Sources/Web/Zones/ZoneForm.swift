import OCPP

/// What a page needs so that another zone can be chosen.
struct ZoneForm: Sendable, Hashable {
    /// Where a page has it.
    enum Place: Sendable {
        /// In the form that asks for a stretch of time.
        case inForm
        /// A form of its own, behind everything else.
        case atEnd
        /// Nowhere: the page shows no times.
        case nowhere
    }

    /// The page itself.
    var path: String
    /// What was asked of it, without the zone.
    var kept: [HiddenField]
    var choices: [ZoneChoice]

    /// For the page that is being made; nil where it has no address of its own.
    init?(_ view: PageView = .current) {
        guard let now = view.now else { return nil }
        path = view.path
        kept = view.parameters
        choices = ZoneChoice.all(chosen: view.zone, now: now)
    }
}

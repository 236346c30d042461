import OCPP
import OCPPLog

/// The pin on the page of an entry: whether there is one, the form that changes it, and the other pinned entries.
struct EntryPin: Sendable, Hashable {
    /// Another entry that is pinned.
    struct Other: Sendable, Hashable {
        /// Both side by side.
        var url: String
        var moment: String
        var time: String
        var charger: String
        var action: String
    }

    /// Retention may have taken entries of pins: so many pins are looked at for each that is offered.
    private static let looked = 3
    /// The page does not wait longer for them.
    private static let patience = Duration.milliseconds(800)

    var id: String
    /// When it was pinned, in words; nil where it is not.
    var since: String?
    /// RFC 3339.
    var moment: String?
    var isSignedIn: Bool
    /// What the form asks for: `pin` or `unpin`.
    var act: String
    /// The same as a label.
    var label: String
    /// Where the form leads to, and back.
    var back: String
    var signInURL: String
    /// `Compare with 2 pinned entries`; nil where there is nothing to compare with.
    var othersLabel: String?
    var others: [Other]
    /// Whether anything is pinned.
    var hasPins: Bool

    private init(_ list: PinList, of entry: Entry, isSignedIn: Bool, back: String, others: [Entry]) {
        let pin = list[entry.id]
        hasPins = !list.pins.isEmpty
        id = entry.id.description
        since = pin.map { Phrase.stamp($0.since) }
        moment = pin?.since.description
        self.isSignedIn = isSignedIn
        act = (pin == nil ? PinAct.pin : .unpin).rawValue
        label = pin == nil ? "Pin" : "Unpin"
        self.back = back
        signInURL = Link.to(FormAccess.signIn, [("to", back)])
        self.others = others.map { other in
            Other(
                url: Link.to("/compare", [("a", other.id.description), ("b", entry.id.description)]),
                moment: other.datetime.description, time: Phrase.moment(other.datetime),
                charger: EntryWords.charger(other.chargerID, limit: 48),
                action: other.action.map { ShownText.of($0.rawValue, limit: 64) } ?? EntryWords.kind(other.kind))
        }
        othersLabel =
            others.isEmpty
            ? nil : "Compare with \(Phrase.count(others.count, "pinned entry", plural: "pinned entries"))"
    }

    /// Nil where nothing can be pinned.
    /// - Parameters:
    ///   - most: so many others are offered, those that were pinned last.
    ///   - back: the page that its form leads back to.
    static func of(
        _ entry: Entry, _ board: (any PinBoard)?, isSignedIn: Bool, in store: any EntryStore, most: Int, back: String
    ) async throws -> EntryPin? {
        guard let list = board?.pins() else { return nil }
        let newest = list.pins.filter { $0.entryID != entry.id }.prefix(looked * most)
        let others = try await PinnedEntry.all(newest, in: store, budget: patience).compactMap(\.entry)
        return EntryPin(list, of: entry, isSignedIn: isSignedIn, back: back, others: Array(others.prefix(most)))
    }
}

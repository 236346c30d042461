import OCPP
import OCPPLog

/// What the page of two entries shows: each fact and each member of both, and how they differ.
struct ComparePage: Sendable {
    /// One of the two.
    struct Side: Sendable, Hashable {
        /// `A` or `B`.
        var letter: String
        var url: String
        var heading: String
        var charger: String
        var time: String
        var moment: String
    }

    /// A fact or member of both.
    struct Row: Sendable, Hashable {
        var name: String
        var a: String?
        var b: String?
        var icon: String
        var word: String
        var tone: String
        var isSame: Bool

        init(_ name: String, _ a: String?, _ b: String?) {
            self.name = ShownText.of(name, limit: 200)
            self.a = a.map { ShownText.of($0, limit: 400) }
            self.b = b.map { ShownText.of($0, limit: 400) }
            isSame = a == b
            (icon, word, tone) =
                isSame
                ? ("=", "same", "note")
                : a == nil
                    ? ("+", "only in B", "ok") : b == nil ? ("−", "only in A", "error") : ("≠", "differs", "warning")
        }
    }

    /// Rows of one kind.
    struct Part: Sendable, Hashable {
        var id: String
        var title: String
        /// `3 of 12 differ`.
        var caption: String
        var rows: [Row]

        /// Nil where neither has anything.
        init?(_ title: String, _ rows: [Row]) {
            guard !rows.isEmpty else { return nil }
            id = title.lowercased()
            self.title = title
            self.rows = rows
            let differing = rows.count { !$0.isSame }
            let count = Phrase.count(rows.count, "value")
            caption =
                "\(title): "
                + (differing == 0 ? "\(count), all the same" : "\(Phrase.grouped(differing)) of \(count) differ")
        }
    }

    /// So many members of each payload are compared.
    static let most = 400

    var frame: PageFrame
    var sides: [Side]
    var parts: [Part]
    /// What is not compared.
    var cut: String?
    /// The same with A and B exchanged.
    var turnedURL: String

    init(_ a: Entry, _ b: Entry, frame: PageFrame, sites: SiteDirectory) {
        self.frame = frame
        sides = [Side("A", a), Side("B", b)]
        let facts = Self.rows(Self.facts(a, sites), Self.facts(b, sites))
        let (requests, responses) = ((a.request, b.request), (a.response, b.response))
        parts = [
            Part("Request", Self.rows(Self.members(requests.0), Self.members(requests.1))),
            Part("Response", Self.rows(Self.members(responses.0), Self.members(responses.1))),
            Part("Facts", facts),
        ].compactMap(\.self)
        let isCut = [requests.0, requests.1, responses.0, responses.1].contains {
            Self.members($0).count >= Self.most || ($0?.bytes.count ?? 0) > WebLimits.summarisedPayload
        }
        cut = isCut ? "Of each payload the first \(Self.most) values of its first 64 KB are compared." : nil
        turnedURL = Link.to("/compare", [("a", b.id.description), ("b", a.id.description)])
    }

    private typealias Values = [(name: String, value: String)]

    /// In the order of the first; what only the second has stands at the end.
    private static func rows(_ a: Values, _ b: Values) -> [Row] {
        let (first, second) = (byName(a), byName(b))
        var seen: Set<String> = []
        return (a + b).compactMap { name, _ in
            seen.insert(name).inserted ? Row(name, first[name], second[name]) : nil
        }
    }

    private static func byName(_ values: Values) -> [String: String] {
        Dictionary(values.map { ($0.name, $0.value) }) { first, _ in first }
    }

    private static func facts(_ entry: Entry, _ sites: SiteDirectory) -> Values {
        EntryFacts.of(entry, sites: sites).map { ($0.name, $0.value) }
    }

    private static func members(_ frame: RecordedFrame?) -> Values {
        guard let frame else { return [] }
        let leaves = PayloadLeaf.all(in: frame.payloadBytes, most: most).map { ($0.path, $0.raw) }
        guard let error = frame.error else {
            let text = String(decoding: frame.bytes.prefix(400), as: UTF8.self)
            return frame.payload == nil ? [("frame", text)] : leaves
        }
        return [("error code", error.code.rawValue), ("error text", error.text)] + leaves
    }
}

extension ComparePage.Side {
    fileprivate init(_ letter: String, _ entry: Entry) {
        self.letter = letter
        url = Link.entry(entry.id)
        heading = entry.action.map { ShownText.of($0.rawValue, limit: 60) } ?? EntryWords.kind(entry.kind)
        charger = EntryWords.charger(entry.chargerID, limit: 60)
        time = Phrase.moment(entry.datetime)
        moment = entry.datetime.description
    }
}

import Insights
import OCPP

/// A connector as a row: what it is at the end of a stretch of time, and how much of the time it could be used.
struct ConnectorRow: Sendable, Hashable {
    var name: String
    var status: String
    var letter: String
    var kind: String
    /// Since when; nil where it was so at the beginning already.
    var since: String?
    var url: String?
    var codes: String?
    /// In percent; nil where nothing is known.
    var share: String?
    var shareConnected: String?
    /// Ready, in use, out of order, not connected, not logged, unknown.
    var times: [String]

    /// - Parameters:
    ///   - from: where the stretch begins.
    ///   - since: the column of ``since``.
    init(_ connector: Timeline.Connector, from: Timestamp, since column: MomentColumn) {
        name = EntrySentence.capital(connector.key.words)
        let last = connector.states.last
        let look = StateLook.of(last?.status ?? "")
        status = last.map { ShownText.of($0.status, limit: 40) } ?? "not reported"
        (letter, kind) = (look.letter, look.kind)
        since = last.flatMap { $0.from > from ? column.text($0.from) : nil }
        url = last.map { Link.entry($0.entryID) }
        let said = [last?.errorCode, last?.vendorErrorCode].compactMap(\.self).joined(separator: ", ")
        codes = said.isEmpty ? nil : ShownText.of(said, limit: 80)
        let figures = connector.availability
        share = figures.share.map(Self.percent)
        shareConnected = figures.shareConnected.map(Self.percent)
        times = [
            figures.ready, figures.inUse, figures.outOfOrder, figures.notConnected, figures.notLogged, figures.unknown,
        ].map { $0 == 0 ? "–" : Phrase.span($0) }
    }

    private static func percent(_ share: Double) -> String { "\(Phrase.fixed(share * 100, 1)) %" }
}

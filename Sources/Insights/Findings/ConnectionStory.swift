import OCPP
import OCPPLog

/// What an entry of a connection tells in its sentence: parts with semicolons between them, the first of which says what
/// happened. What it hands out may be shown.
struct ConnectionStory {
    /// The sentence as it was written, so much of it as is looked at.
    private let detail: String

    /// Nil for entries of other kinds, and for other events.
    init?(_ entry: Entry, _ reasons: String...) {
        guard entry.kind == .connection, let reason = entry.reason, reasons.contains(reason) else { return nil }
        let told = entry.detail.map { String($0.prefix(4_000)) } ?? ""
        detail = told.isEmpty ? reason : told
    }

    /// All of it.
    var sentence: String { Said.line(detail) }

    /// `closed by the charging station with code 1000: bye`.
    var event: String { Said.line(String(detail.prefix { $0 != ";" })) }

    /// The part behind the first that begins with some words; nil where none does.
    func part(_ beginning: String) -> String? {
        guard let start = detail.firstRange(of: "; " + beginning) else { return nil }
        return Said.line(String(detail[start.lowerBound...].dropFirst(2).prefix { $0 != ";" }))
    }

    /// The code of the close frame; nil where there was none.
    var code: Int? {
        guard let words = event.firstRange(of: " with code ") else { return nil }
        return Int(event[words.upperBound...].prefix { ("0"..."9").contains($0) })
    }
}

import OCPP
import OCPPLog

/// What the form beside a preview says of a log: how it is read.
struct ImportFields: Sendable, Hashable {
    static let names = ["upload", "format", "charger", "zone", "site", "start"]

    var format: String
    var charger: String
    var zone: String
    var site: String
    var start: String
    var zoneFault: String?
    var startFault: String?
    var formatFault: String?

    init(_ parameters: QueryString, formats: [String]) {
        func text(_ name: String) -> String {
            let text = (parameters[name] ?? "").drop { $0.isWhitespace }
            return ShownText.cut(String(text.reversed().drop { $0.isWhitespace }.reversed()), 512)
        }
        (format, charger, zone, site, start) = (
            text("format"), text("charger"), text("zone"), text("site"), text("start")
        )
        if !zone.isEmpty, !ZoneName.isOne(zone), zone.wholeMatch(of: /[+-][01]\d:[0-5]\d/) == nil {
            zoneFault = "There is no zone of this name. Write one such as Europe/Berlin, UTC or +01:00."
        }
        if !start.isEmpty, Timestamp(start) == nil {
            startFault = "This is no time as RFC 3339 writes it, such as 2026-11-24T10:00:00Z."
        }
        if !format.isEmpty, !formats.contains(format) { formatFault = "There is no such format." }
    }

    /// Whether all of it can be used.
    var isSound: Bool { zoneFault == nil && startFault == nil && formatFault == nil }

    /// What it asks of a reader; what cannot be used is left out.
    func wishes(for upload: Upload) -> ImportWishes {
        ImportWishes(
            format: format.isEmpty || formatFault != nil ? nil : format, site: site.isEmpty ? nil : SiteID(site),
            charger: (charger.isEmpty ? upload.charger : charger).map { ChargerID($0) },
            zone: zone.isEmpty || zoneFault != nil ? nil : zone, start: Timestamp(start), fileName: upload.name)
    }

    /// The preview that is read so.
    func url(of upload: String) -> String {
        func given(_ text: String) -> String? { text.isEmpty ? nil : text }
        return Link.to(
            FormAccess.upload,
            [
                ("upload", upload), ("format", given(format)), ("charger", given(charger)), ("zone", given(zone)),
                ("site", given(site)), ("start", given(start)),
            ])
    }
}

import OCPP
import OCPPLog

/// What the page shows of a log before it is taken over.
struct ImportPreviewPage: Sendable {
    /// What can be chosen.
    struct Choice: Sendable, Hashable {
        var value: String
        var label: String
        var isChosen: Bool
    }

    /// More sites than these are not offered.
    private static let mostSites = 500

    var frame: PageFrame
    var upload: String
    var title: String
    /// How many entries there are, in a sentence.
    var lead: String
    var facts: ImportFacts
    /// Why it cannot be read, or not to its end.
    var fault: String?
    /// What that is called.
    var faultTitle: String
    var fields: ImportFields
    /// The charging station of frames that name none.
    var charger: String
    /// What is wanted of whoever sent it, below its field.
    var chargerNeed: String?
    var zoneNeed: String?
    var asksStart: Bool
    var startNeed: String?
    var formats: [Choice]
    var sites: [Choice]
    /// What the button says; nil when there is nothing to take over.
    var act: String?
    var rows: [LogRow]
    /// The zone of their times, and whether each says its offset.
    var timeHead: String
    var isMixed: Bool
    var caption: String

    init(
        _ frame: PageFrame, _ upload: Upload, _ preview: ImportPreview, _ fields: ImportFields,
        settings: WebSettings, formats: [String]
    ) {
        self.frame = frame
        self.upload = upload.id
        self.fields = fields
        title = upload.title
        let survey = preview.survey
        let count = Phrase.tally(survey.entries, "entry", plural: "entries")
        let more = preview.isWhole ? "" : " It is large: only its beginning was looked at. An import reads all of it."
        lead =
            (survey.entries == 0
                ? "No entry was read." : "\(count) can be imported. What is in the log already is left out.") + more
        facts = ImportFacts(upload, survey, preview.rejects, preview.account)
        faultTitle = survey.entries == 0 ? "This cannot be read." : "This cannot be read to its end."
        let lacksZone = preview.fault?.lack == .zone || preview.rejects.reasons["no_zone"] != nil
        fault = preview.fault.map { fault in
            switch fault.lack {
            case .zone: "The times in this log name no zone, and no answer in it tells it. Say below which it is."
            case .start: "This log has no times, and no answer in it tells them. Say below when it begins."
            case nil: ImportFacts.sentence(fault.description)
            }
        }
        zoneNeed =
            fields.zoneFault
            ?? (lacksZone && fields.zone.isEmpty
                ? "Needed: its times name none. The zone that the clock of its writer was set to." : nil)
        asksStart = preview.fault?.lack == .start || !fields.start.isEmpty
        startNeed = fields.startFault ?? (preview.fault?.lack == .start ? "Needed: the log has no times." : nil)
        let taken = fields.charger.isEmpty ? upload.charger : fields.charger
        charger = ShownText.cut(taken ?? "", 512)
        if fields.charger.isEmpty, survey.stations[ChargerID(taken ?? "unnamed")] != nil {
            chargerNeed =
                taken == nil
                ? "Needed: the log names no station." : "The log names none: taken from the name of the file."
        }
        self.formats =
            [Choice(value: "", label: "As it looks", isChosen: fields.format.isEmpty)]
            + formats.map { Choice(value: $0, label: $0, isChosen: $0 == fields.format) }
        sites =
            [Choice(value: "", label: "By its charging stations", isChosen: fields.site.isEmpty)]
            + settings.sites.sites.prefix(Self.mostSites).map {
                Choice(
                    value: $0.id.rawValue, label: ShownText.of($0.name, limit: 100),
                    isChosen: $0.id.rawValue == fields.site)
            }
        act = survey.entries == 0 ? nil : preview.isWhole ? "Import \(count)" : "Import all of it"
        let times = MomentColumn(preview.rows.map(\.datetime))
        (timeHead, isMixed) = (times.head, times.isMixed)
        rows = preview.rows.map { entry in
            var row = LogRow(entry, sites: settings.sites, times: times)
            (row.url, row.finds) = (nil, nil)
            return row
        }
        caption =
            rows.count < survey.entries
            ? "The first \(rows.count) of \(count), as they will appear" : "\(count), as they will appear"
    }
}

/// What the page shows of a log that was taken over.
struct ImportDonePage: Sendable {
    var frame: PageFrame
    var title: String
    var done: String
    var facts: ImportFacts
    var fault: String?
    /// The log with what was taken over.
    var logURL: String?

    init(_ frame: PageFrame, _ upload: Upload, _ outcome: ImportOutcome, sites: SiteDirectory) {
        self.frame = frame
        title = upload.title
        facts = ImportFacts(upload, outcome.survey, outcome.rejects, outcome.account)
        fault = outcome.fault.map(ImportFacts.sentence)
        let count = outcome.count
        done =
            "\(Phrase.tally(count.added, "entry is", plural: "entries are")) new, "
            + "\(Phrase.grouped(count.duplicates)) \(count.duplicates == 1 ? "was" : "were") there already, "
            + "\(Phrase.tally(outcome.rejects.count, "line")) could not be read."
        logURL = outcome.survey.logURL
    }
}

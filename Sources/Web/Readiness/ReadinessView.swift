import Insights
import OCPP
import OCPPLog

/// What the page of readiness shows: a matrix of stations and requirements, or one station with its evidence.
struct ReadinessView: Sendable {
    /// So many stations stand in the matrix.
    static let most = 200

    var frame: PageFrame
    var title: String
    var about: String?
    var profiles: [TimeChoice.Option]
    var charger: String
    var sites: [TimeChoice.Option]
    var options: [TimeChoice.Option]
    var range: TimeFields
    var matrix: ReadinessMatrix?
    var stations: [StationReadinessView] = []
    var notes: [String] = []
    /// What is said when not all was read.
    var part: String?
    var empty: EmptyLog?

    init(_ question: ReadinessQuestion, _ profile: ReadinessProfile?, _ settings: WebSettings, frame: PageFrame) {
        self.frame = frame
        title = "Readiness"
        about = profile.map { ShownText.of($0.about) }.flatMap { $0.isEmpty ? nil : $0 }
        profiles = settings.profiles.map {
            .init(value: $0.name, label: ShownText.of($0.title, limit: 80), isChosen: $0.name == profile?.name)
        }
        charger = question.charger
        sites = TimeChoice.Option.sites(settings.sites, chosen: question.site)
        options = question.time.options
        range = TimeFields(question.time, url: question.url)
    }

    /// The page with what was found: one station in full, several as a matrix.
    mutating func show(_ results: [ReadinessResult], of question: ReadinessQuestion, _ profile: ReadinessProfile) {
        guard !results.isEmpty else { return }
        if question.isOfOne, results.count <= 5 {
            stations = results.map { StationReadinessView($0, question) }
            title = "Readiness of \(ShownText.of(results[0].station.charger.rawValue, limit: 80))"
            frame.title = title
            return
        }
        // What is not ready comes first: that is what one may do something about.
        let ordered = results.filter { !$0.isReady } + results.filter(\.isReady)
        matrix = ReadinessMatrix(Array(ordered.prefix(Self.most)), question, profile)
        if results.count > Self.most {
            notes.append(
                "\(Phrase.grouped(results.count - Self.most)) more stations are left out: choose a site to see them.")
        }
    }

    /// Says so where not all was read.
    mutating func tellPart(_ reading: InsightReading) {
        if reading.unreadable > 0 { frame.notices.append(HealthNotice(unreadable: reading.unreadable)) }
        guard !reading.isComplete else { return }
        let end = reading.reached.map { " up to \(Phrase.stamp($0))" } ?? ""
        part =
            "Only a part was read\(end), since there is much: \(Phrase.tally(reading.entries, "entry", plural: "entries")). "
            + "Choose one charging station or a shorter time to see all."
    }
}

/// Charging stations and the requirements of a profile.
struct ReadinessMatrix: Sendable {
    /// A charging station.
    struct Row: Sendable {
        var name: String
        var site: String
        var url: String
        var isReady: Bool
        var cells: [RequirementView]
    }

    /// A requirement.
    struct Head: Sendable {
        var title: String
        var isOptional: Bool
    }

    var caption: String
    var heads: [Head]
    var rows: [Row]

    init(_ results: [ReadinessResult], _ question: ReadinessQuestion, _ profile: ReadinessProfile) {
        let ready = results.count(where: \.isReady)
        caption =
            "\(Phrase.tally(ready, "station")) of \(Phrase.grouped(results.count)) ready, "
            + "\(question.time.words), those that are not first"
        heads = profile.requirements.map { Head(title: ShownText.of($0.title, limit: 80), isOptional: !$0.isRequired) }
        rows = results.map { result in
            Row(
                name: ShownText.of(result.station.charger.rawValue, limit: 80),
                site: ShownText.of(result.station.site.rawValue, limit: 60), url: question.url(of: result.station),
                isReady: result.isReady, cells: result.results.map { RequirementView($0) })
        }
    }
}

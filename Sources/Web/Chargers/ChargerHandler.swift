import Hummingbird
import Insights
import OCPP
import OCPPLog

/// `GET /chargers/{id}`: one charging station in a stretch of time.
struct ChargerHandler: Sendable {
    let store: any EntryStore
    let settings: WebSettings
    let templates: Templates

    @Sendable func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let parameters = try QueryString(page: request.uri.query, known: ["since", "from", "to"])
        let charger = try Parameters.charger(in: context)
        let time = try TimeChoice(parameters, now: settings.now())
        return try templates.response(
            .charger, try await context.whileClientStays { try await page(of: charger, time) })
    }

    private func page(of charger: ChargerID, _ time: TimeChoice) async throws -> ChargerPage {
        let directory = StationDirectory(store: store, settings: settings)
        let asking = TimelineAsking(store, sites: settings.sites)
        let (now, from, to) = (settings.now(), time.from, time.to)
        let (station, found) = try await TimeLimit.within(WebLimits.searchTime) {
            async let station = directory.one(charger)
            async let found = asking.timeline(of: charger, from: from, to: to, now: now)
            return try await (station, found)
        }
        guard let station else {
            throw WebProblem.notFound("There is no charging station with this identity.")
        }
        var frame = templates.frame(
            title: EntryWords.charger(charger, limit: 60),
            skips: [
                .init(id: "timeline", label: "Skip to the timeline"),
                .init(id: "findings", label: "Skip to findings"),
                .init(id: "transactions", label: "Skip to transactions"),
            ], notices: HealthNotice.all(settings), section: .chargers, zone: .inForm)
        if let unreadable = found?.unreadable, unreadable > 0 {
            frame.notices.append(HealthNotice(unreadable: unreadable))
        }
        var page = ChargerPage(station, time, settings: settings, frame: frame)
        guard let timeline = found?.timeline else { return page }
        var survey = ChargerSurvey(timeline.charger, from: timeline.from)
        let search = Search(survey.query, from: survey.readingFrom, to: timeline.to, sites: settings.sites)
        let reading = try await InsightReading.read(store, search, budget: WebLimits.searchTime) { entries in
            for entry in entries { survey.read(entry) }
        }
        survey.finish()
        page.show(timeline)
        page.show(survey, timeline, now: now)
        page.tellPart(reading)
        return page
    }
}

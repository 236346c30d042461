import OCPP
import OCPPLog

/// What commands that print entries have in common: they search, print page by page, can be interrupted, and say how it ended.
struct ReadingSession {
    /// Something could not be read, or was lost.
    static let partial: Int32 = 5
    /// Nothing was found, and `-e` asked to be told.
    static let nothing: Int32 = 1
    /// How long what is beside the entries may be counted.
    private static let countPatience = Duration.milliseconds(500)

    let source: any LogSource
    let question: LogQuestion
    let zone: ShownZone
    let manner: MannerOptions
    let meter: ProgressMeter

    /// Opens the place that is named for the question that was typed.
    /// - Parameters:
    ///   - keepsAll: of a file all is kept in memory, since what does not match is wanted too.
    ///   - change: makes of what was typed what is asked.
    /// - Throws: ``CommandFailure`` for a question or a place that cannot be read.
    static func open(
        _ asked: QuestionOptions, _ place: SourceOptions, _ manner: MannerOptions, keepsAll: Bool = false,
        _ change: (LogQuestion) -> LogQuestion = { $0 }
    ) async throws -> ReadingSession {
        let question = change(try asked.question(now: SystemTime.now()))
        let meter = ProgressMeter(zone: asked.tz, isQuiet: manner.quiet)
        let source = try await place.open(keeping: keepsAll ? nil : question, meter: meter)
        return ReadingSession(source: source, question: question, zone: asked.tz, manner: manner, meter: meter)
    }

    /// Opens the place for those who look at all that stations said, in the order of time.
    /// - Parameters:
    ///   - query: what is read instead of what was typed; nil: what was typed.
    ///   - from: from when on, instead of what was typed.
    static func openForInsights(
        _ asked: QuestionOptions, _ place: SourceOptions, _ manner: MannerOptions, query: Query? = nil, from: Timestamp?
    ) async throws -> ReadingSession {
        try await open(asked, place, manner) { question in
            var question = question
            question.query = query ?? question.query
            question.from = from
            question.spanFrom = nil
            question.order = .oldestFirst
            // Whoever wants findings here has them found anew.
            question.showsFindings = false
            return question
        }
    }

    /// Prints what is found.
    /// - Parameters:
    ///   - limit: at most so many; nil: all.
    ///   - command: how to go on, with the place in it.
    func print(
        _ printer: inout EntryPrinter, limit: Int?, command: String,
        rows: ([Entry]) async throws -> [EntryPrinter.Row] = { $0.map { .entry($0, isContext: nil) } }
    ) async throws -> EntryWalk.Place {
        let walk = EntryWalk(source, question)
        let watch = InterruptWatch { [zone] in Self.farewell(walk.place, zone, command) }
        var copy = printer
        try await walk.run(limit: limit, meter: meter) { entries in
            Terminal.write(copy.bytes(try await rows(entries)))
        }
        withExtendedLifetime(watch) {}
        Terminal.write(copy.ending())
        printer = copy
        return walk.place
    }

    static func farewell(_ place: EntryWalk.Place, _ zone: ShownZone, _ command: String) -> String {
        guard let next = place.next, let reached = place.reached else {
            return "ocpplogs: stopped at the beginning; nothing was searched to the end yet"
        }
        return "ocpplogs: stopped at \(zone.full(reached)) after \(Amount.of(place.count, "entry", "entries")); "
            + "\(command) --after \(next) goes on there"
    }

    /// How many entries match, unless counting takes too long.
    func total() async -> Int? {
        await withTaskGroup(of: Int?.self) { group in
            group.addTask { try? await source.count(question).counts }
            group.addTask {
                try? await Task.sleep(for: Self.countPatience)
                return nil
            }
            defer { group.cancelAll() }
            return await group.next() ?? nil
        }
    }

    /// Says what is missing of an answer.
    /// - Throws: a failure with the exit code ``partial``, when anything is.
    static func tellMissing(_ unreadable: Int, _ source: any LogSource) async throws {
        if unreadable > 0 {
            Terminal.printError(
                "\(Amount.of(unreadable, "entry", "entries")) could not be read, since the log is damaged there; "
                    + "ocpplogs store verify names them")
        }
        try await source.endTellingLoss()
        if unreadable > 0 { throw CommandFailure.silent(partial) }
    }

    /// Ends with the exit code for what is missing.
    func finish(_ place: EntryWalk.Place, failsOnNothing: Bool = false) async throws {
        try await Self.tellMissing(place.unreadable, source)
        if failsOnNothing, place.count == 0 { throw CommandFailure.silent(Self.nothing) }
    }
}

extension LogSource {
    /// Says what of it could not be read, where that is so.
    /// - Throws: ``CommandFailure`` with the exit code for what is missing.
    func endTellingLoss() async throws {
        guard let loss = await loss else { return }
        Terminal.printError(loss)
        throw CommandFailure.silent(ReadingSession.partial)
    }
}

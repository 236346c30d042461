import OCPP
import OCPPLog

/// Follows a log and finds matches with what surrounds them: all of it is followed, since what does not match may surround.
struct SurroundedTail {
    private let question: LogQuestion
    private let last: Int
    /// What is asked for what came before the following began; nil: all of it comes by, as of a file.
    private let source: (any LogSource)?
    private var matching: ArrivalMatching
    private var surroundings: TailSurroundings
    /// Rows of what was there already, until it is known which matches are the newest.
    private var held: [TailSurroundings.Row] = []
    private var isBehind = true
    /// Matches up to this one are older than those that are printed.
    private var hidden = 0
    private var hasShown = false
    private var told = 0

    init(_ question: LogQuestion, _ surroundings: TailSurroundings, last: Int, source: (any LogSource)?) {
        self.question = question
        self.last = last
        self.source = source
        self.surroundings = surroundings
        matching = ArrivalMatching(question.query)
    }

    /// What has to be followed: entries that cannot surround a match are left out where the query tells.
    var followed: LogQuestion {
        let fields: Set<String> =
            switch surroundings.scope {
            case .charger, .connector, .tx: [Field.charger.name]
            case .site: [Field.site.name]
            case .all: []
            }
        let terms = if case .and(let terms) = question.query { terms } else { [question.query] }
        let kept = terms.filter { if case .field(let field, _) = $0 { fields.contains(field.name) } else { false } }
        return LogQuestion(query: kept.isEmpty ? .everything : kept.count == 1 ? kept[0] : .and(kept))
    }

    /// What is printed for what came in.
    mutating func rows(_ news: TailNews) async throws -> [EntryPrinter.Row] {
        switch news {
        case .notice: return []
        case .caughtUp:
            guard isBehind else { return [] }
            isBehind = false
            guard let source else { return newest() }
            return shown(try await beginning(source))
        case .entries(let entries):
            let rows = try await rows(entries)
            guard isBehind else { return shown(rows) }
            hold(rows)
            return []
        }
    }

    /// What is missing since it was too much, told once; nil: nothing.
    mutating func loss() -> String? {
        guard surroundings.forgotten > told else { return nil }
        defer { told = surroundings.forgotten }
        let count = Amount.of(surroundings.forgotten - told, "entry", "entries")
        return "\(count) that might have stood before a match \(surroundings.forgotten - told == 1 ? "was" : "were") "
            + "forgotten, since too many have to be remembered"
    }

    private mutating func rows(_ entries: [Entry]) async throws -> [TailSurroundings.Row] {
        matching.note(entries)
        let (source, scope, before) = (source, surroundings.scope, surroundings.before)
        var rows: [TailSurroundings.Row] = []
        for entry in entries {
            let isMatch = question.admits(entry) && matching.matches(entry)
            rows += try await surroundings.rows(for: entry, isMatch: isMatch) { entry in
                try await source?.neighbours(of: entry, scope, before: before + 1, after: 0).before ?? []
            }
        }
        return rows
    }

    /// The newest matches of the log with what surrounds them.
    private mutating func beginning(_ source: any LogSource) async throws -> [TailSurroundings.Row] {
        let sites = try await source.siteFacts().map { Site(id: SiteID($0.id), name: $0.name) }
        let boots = question.query.asksBoots ? try await source.boots() : BootDirectory()
        matching = ArrivalMatching(question.query, sites: SiteDirectory(sites), boots: boots)
        guard last > 0 else { return [] }
        var question = question
        question.order = .newestFirst
        let page = try await source.page(question, limit: last, budget: nil, progress: { _ in })
        let matches = Array(page.entries.reversed())
        var groups = ContextGroups(matches: matches, order: .oldestFirst)
        var rows: [TailSurroundings.Row] = []
        for match in matches {
            var around = Neighbours()
            if surroundings.scope.place(of: match) != nil {
                around = try await source.neighbours(
                    of: match, surroundings.scope, before: surroundings.before + 1, after: surroundings.after + 1)
            }
            rows += surroundings.begin(match, around: around, &groups)
        }
        return rows
    }

    /// Of what was there already the rows of the newest matches are held, and not more than twice as many.
    private mutating func hold(_ rows: [TailSurroundings.Row]) {
        held += rows
        guard held.count > 2 * last * (surroundings.before + surroundings.after + 2) else { return }
        hidden = max(0, surroundings.matches - last)
        held.removeAll { $0.match <= hidden }
    }

    private mutating func newest() -> [EntryPrinter.Row] {
        hidden = max(0, surroundings.matches - last)
        defer { held = [] }
        return shown(held)
    }

    /// Nothing of what is hidden, and no border before the first row of all.
    private mutating func shown(_ rows: [TailSurroundings.Row]) -> [EntryPrinter.Row] {
        var rows = rows.filter { $0.match > hidden }.map(\.row)
        if !hasShown, case .border = rows.first { rows.removeFirst() }
        hasShown = hasShown || !rows.isEmpty
        return rows
    }
}

extension LogSource {
    /// All boots of the log, for queries that ask what stations said of themselves.
    func boots() async throws -> BootDirectory {
        var question = LogQuestion(query: BootDirectory.query)
        question.order = .oldestFirst
        var boots = BootDirectory()
        repeat {
            let page = try await page(question, limit: 1_000, budget: nil, progress: { _ in })
            for entry in page.entries { boots.add(entry) }
            question.after = page.next
        } while question.after != nil
        return boots
    }
}

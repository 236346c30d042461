import OCPP
import OCPPLog

extension ServerSource {
    /// Watches the stream of events. When it breaks off it is asked for again from the last event on, so that nothing is lost.
    func tail(
        _ question: LogQuestion, _ manner: TailManner, _ handle: (TailNews) async throws -> Void
    ) async throws {
        guard manner.follows else { return try await showLast(question, manner, handle) }
        var session = StreamReading(source: self, question: question, manner: manner)
        var isBroken = false
        while true {
            do {
                try await session.read { news in
                    isBroken = false
                    try await handle(news)
                }
            } catch let failure as CommandFailure where failure.exitCode == CommandFailure.server && session.hasBegun {
                // It was there a moment ago: it may come back.
            }
            if !isBroken {
                try await handle(.notice("\(name): the stream broke off; it is asked for again until it answers"))
                isBroken = true
            }
            try await manner.sleep(Self.pause)
        }
    }

    /// Before the stream is asked for again.
    private static let pause = Duration.seconds(2)

    /// The newest entries, the oldest of them first.
    fileprivate func showLast(
        _ question: LogQuestion, _ manner: TailManner, _ handle: (TailNews) async throws -> Void
    ) async throws {
        let entries = try await newest(question, manner)
        if !entries.isEmpty { try await handle(.entries(entries)) }
        try await handle(.caughtUp)
    }

    fileprivate func newest(_ question: LogQuestion, _ manner: TailManner) async throws -> [Entry] {
        guard manner.last > 0 else { return [] }
        var question = question
        question.order = .newestFirst
        question.after = nil
        return try await page(question, limit: manner.last, budget: nil, progress: { _ in }).entries.reversed()
    }
}

/// One client of the stream: knows where it is, over several connections.
private struct StreamReading {
    let source: ServerSource
    let question: LogQuestion
    let manner: TailManner
    private var place: String?
    /// The entries that stood at the beginning: some of them may come once more.
    private var shown: Set<EntryID> = []

    init(source: ServerSource, question: LogQuestion, manner: TailManner) {
        self.source = source
        self.question = question
        self.manner = manner
    }

    /// Whether the server has answered once.
    var hasBegun: Bool { place != nil }

    /// Reads until the stream ends.
    mutating func read(_ handle: (TailNews) async throws -> Void) async throws {
        var parsing = EventParsing()
        let headers = place.map { [("Last-Event-ID", $0)] } ?? []
        let query = [("q", question.query.description)]
        var reading = self
        defer { self = reading }
        try await source.client.stream("/api/v1/stream", query, headers: headers) { piece in
            for event in try parsing.events(in: piece) { try await reading.take(event, handle) }
        }
    }

    private mutating func take(_ event: EventParsing.Event, _ handle: (TailNews) async throws -> Void) async throws {
        if !hasBegun {
            // The stream has begun, so that nothing falls between what is in the log and what comes.
            let entries = try await source.newest(question, manner)
            shown = Set(entries.map(\.id))
            if !entries.isEmpty { try await handle(.entries(entries)) }
            try await handle(.caughtUp)
        }
        place = event.id ?? place
        switch event.kind {
        case "rows": try await takeRows(event.data, handle)
        case "gap":
            let gap = try source.members(Array(event.data.utf8))
            let count = Amount.of(Int(gap["count"]?.number ?? 0), "entry was", "entries were")
            try await handle(
                .notice("\(count) left out, since they came faster than they were taken; ocpplogs search finds them"))
        default: return
        }
    }

    private func takeRows(_ data: String, _ handle: (TailNews) async throws -> Void) async throws {
        let list = try source.members(Array("{\"rows\":\(data)}".utf8))
        let entries = try source.entries(list["rows"]).filter { !shown.contains($0.id) && question.admits($0) }
        if !entries.isEmpty { try await handle(.entries(entries)) }
    }
}

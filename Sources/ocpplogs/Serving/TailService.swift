import OCPPLog
import ServiceLifecycle

/// Hands out what is committed to those who watch. Ends before the pages: whoever still watches then has its end at once.
struct TailService: Service {
    let tail: LiveTail

    func run() async throws {
        await withGracefulShutdownHandler {
            await tail.run()
        } onGracefulShutdown: {
            tail.finish()
        }
    }
}

extension LiveTail {
    /// A tail that begins behind what a store holds.
    /// - Parameter rules: so many of alerts watch as well, and take no client's place.
    static func behind(
        _ store: any EntryStore, sites: SiteDirectory, answerTime: Duration, rules: Int
    ) async throws -> LiveTail {
        let last = try await store.lastSequence()
        let entry = last > 0 ? try await store.entry(EntryID(origin: store.origin, sequence: last)) : nil
        var limits = TailLimits()
        limits.lateness += answerTime
        limits.watchers += rules
        let place = TailPlace(
            origin: store.origin, sequence: last, moment: entry?.datetime ?? SystemTime.now())
        return LiveTail(from: place, sites: sites, limits: limits)
    }
}

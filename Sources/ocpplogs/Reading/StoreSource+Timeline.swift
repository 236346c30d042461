import Insights
import OCPP
import OCPPLog

extension StoreSource {
    func timeline(
        of charger: ChargerID, from: Timestamp?, to: Timestamp?
    ) async throws -> (timeline: Timeline, unreadable: Int)? {
        try await TimelineAsking(store, sites: sites).timeline(of: charger, from: from, to: to, now: SystemTime.now())
    }
}

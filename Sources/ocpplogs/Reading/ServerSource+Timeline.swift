import Insights
import OCPP
import OCPPLog

extension ServerSource {
    func timeline(
        of charger: ChargerID, from: Timestamp?, to: Timestamp?
    ) async throws -> (timeline: Timeline, unreadable: Int)? {
        let given = [("charger", charger.rawValue), ("from", from?.description), ("to", to?.description)]
        let query = given.compactMap { name, value in value.map { (name, $0) } }
        guard let json = try await client.find("/api/v1/timeline", query) else { return nil }
        guard let timeline = TimelineJSON.timeline(json) else {
            throw CommandFailure.server("\(name): the answer cannot be read here; is the server of another version?")
        }
        return timeline
    }
}

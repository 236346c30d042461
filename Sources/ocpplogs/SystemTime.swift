import Foundation
import OCPP

/// The clock of the machine.
enum SystemTime {
    @Sendable static func now() -> Timestamp {
        // A Date tells the present to a quarter of a microsecond.
        Timestamp(microseconds: Int64((Date.now.timeIntervalSince1970 * 1_000_000).rounded()))
    }

    /// The year that a calendar shows there.
    static func year(in zone: ShownZone) -> Int {
        Int(zone.day(now()).prefix(4)) ?? 1970
    }
}

public import Foundation
public import OCPP

/// The zone of times that name none.
public struct LogZone: Sendable, Hashable {
    private enum Form: Hashable {
        case offset(Int64)
        case named(TimeZone)
    }

    private let form: Form

    /// Always so many minutes before UTC.
    public init(offsetMinutes: Int) {
        form = .offset(Int64(offsetMinutes) * 60_000_000)
    }

    /// A zone with its summer times.
    public init(_ zone: TimeZone) {
        form = .named(zone)
    }

    /// The moment at which a clock in this zone shows what a clock in UTC shows at `local`.
    ///
    /// When clocks are set back an hour comes twice: the first one is meant.
    public func moment(of local: Timestamp) -> Timestamp {
        Timestamp(microseconds: local.microseconds - offset(at: local))
    }

    private func offset(at local: Timestamp) -> Int64 {
        switch form {
        case .offset(let offset): return offset
        case .named(let zone):
            let shown = Date(timeIntervalSince1970: Double(local.microseconds) / 1e6)
            // The offset a day before is that from before a change of the clocks, if there is one near.
            let before = zone.secondsFromGMT(for: shown.addingTimeInterval(-86_400))
            let offset = zone.secondsFromGMT(for: shown.addingTimeInterval(-Double(before)))
            let isReached = zone.secondsFromGMT(for: shown.addingTimeInterval(-Double(offset))) == offset
            return Int64(isReached ? offset : before) * 1_000_000
        }
    }
}

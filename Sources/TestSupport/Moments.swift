public import OCPP

extension Timestamp {
    /// The moment at which tests begin: 2026-11-23T10:00:00Z.
    public static let start = Timestamp(microseconds: 1_795_428_000_000_000)

    /// So many seconds after ``start``.
    public static func at(_ seconds: Double) -> Timestamp {
        Timestamp(microseconds: start.microseconds + Int64(seconds * 1_000_000))
    }
}

import OCPP

extension Timestamp {
    /// The moment at which generated traffic begins: 2026-11-23T10:00:00Z.
    static let start = Timestamp(microseconds: 1_795_428_000_000_000)
}

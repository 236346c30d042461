import OCPP

/// When somebody brought a wrong token: ten in a minute, from wherever, and nobody is asked any more until it is over.
struct WrongTries: Sendable {
    /// So many in ``window``.
    static let most = 10
    static let window = Duration.seconds(60)

    /// The last of them, the oldest first.
    private var moments: [Timestamp] = []

    /// How long the next try has to wait; nil when it need not.
    func wait(at moment: Timestamp) -> Duration? {
        let recent = recent(at: moment)
        guard recent.count >= Self.most, let oldest = recent.first else { return nil }
        return Self.window - moment.since(oldest)
    }

    mutating func add(at moment: Timestamp) {
        moments = recent(at: moment).suffix(Self.most - 1) + [moment]
    }

    /// A clock that was set back must not make anybody wait for longer: what lies ahead counts no more.
    private func recent(at moment: Timestamp) -> [Timestamp] {
        moments.filter { $0 <= moment && moment.since($0) < Self.window }
    }
}

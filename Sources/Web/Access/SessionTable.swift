import Crypto
import OCPP

/// The sessions that have begun, by the digests of their ids: whoever reads the memory of the program cannot use them.
struct SessionTable: Sendable {
    /// So many at once; a further one ends the oldest.
    static let most = 100
    /// So long a session lasts.
    static let length = Duration.seconds(12 * 3_600)

    /// The oldest first.
    private var sessions: [(digest: SHA256.Digest, began: Timestamp)] = []

    mutating func add(_ digest: SHA256.Digest, at moment: Timestamp) {
        sessions.removeAll { !Self.lasts($0.began, at: moment) }
        if sessions.count >= Self.most { sessions.removeFirst(sessions.count - Self.most + 1) }
        sessions.append((digest, moment))
    }

    func contains(_ digest: SHA256.Digest, at moment: Timestamp) -> Bool {
        sessions.contains { $0.digest == digest && Self.lasts($0.began, at: moment) }
    }

    mutating func remove(_ digest: SHA256.Digest) {
        sessions.removeAll { $0.digest == digest }
    }

    private static func lasts(_ began: Timestamp, at moment: Timestamp) -> Bool {
        moment.since(began) < length
    }
}

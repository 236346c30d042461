import OCPP

/// What a rule has reported lately, so that it says the same thing once and not with every message.
///
/// Beyond ``most`` things the one that was reported first is forgotten: it may then be reported once more.
struct Reported: Sendable {
    /// So many things are remembered.
    static let most = 16

    private var told: [(thing: String, at: Timestamp)] = []

    /// Takes note of a thing.
    /// - Parameter span: for so long it is not new again.
    /// - Returns: whether it is new.
    mutating func isNew(_ thing: String, at moment: Timestamp, for span: Duration) -> Bool {
        if let index = told.firstIndex(where: { $0.thing == thing }) {
            guard moment.since(told[index].at) >= span else { return false }
            told.remove(at: index)
        }
        if told.count >= Self.most { told.removeFirst() }
        told.append((thing, moment))
        return true
    }

    /// Whether a thing was reported and is remembered.
    func has(_ thing: String) -> Bool { told.contains { $0.thing == thing } }
}

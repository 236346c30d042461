/// The last changes of levels, whatever became of them.
public struct LevelHistory: Sendable {
    /// So many are remembered; the oldest goes.
    public static let most = 200

    /// The oldest first.
    private(set) var changes: [LevelChange]

    init(_ changes: [LevelChange] = []) {
        self.changes = changes.suffix(Self.most)
    }

    mutating func add(_ change: LevelChange) {
        if changes.count >= Self.most { changes.removeFirst(changes.count - Self.most + 1) }
        changes.append(change)
    }
}

import Synchronization

/// What a watcher is told.
public enum TailEvent: Sendable {
    /// Entries that match and were committed.
    case batch(TailBatch)
    /// Entries that match and for which the watcher had no room.
    case gap(TailGap)
    /// Nothing that matches was committed for a while; everything up to this place was seen.
    case quiet(TailPlace)
}

/// Entries that were committed together and match one query: the same value for everybody who watches with that query.
public final class TailBatch: Sendable {
    /// In the order in which they were recorded; never empty.
    public let entries: [Entry]
    /// The place behind them.
    public let place: TailPlace
    /// About how many bytes they take.
    let size: Int
    private let renderings = Mutex<[String: [UInt8]]>([:])

    init(entries: [Entry], place: TailPlace) {
        self.entries = entries
        self.place = place
        size = entries.reduce(0) { $0 + 512 + ($1.request?.bytes.count ?? 0) + ($1.response?.bytes.count ?? 0) }
    }

    /// The batch in a form that is made once, whoever asks first, and kept for the other watchers.
    public func rendered(_ form: String, _ make: (TailBatch) -> [UInt8]) -> [UInt8] {
        renderings.withLock { renderings in
            if let bytes = renderings[form] { return bytes }
            let bytes = make(self)
            renderings[form] = bytes
            return bytes
        }
    }
}

/// Entries that a watcher was not given, since it took them too slowly. They are in the store.
public struct TailGap: Sendable, Hashable {
    /// The place before them: who watches from there again misses nothing.
    public var from: TailPlace
    /// The place behind them.
    public var to: TailPlace
    /// How many they are.
    public var count: Int
}

public import OCPP
import Synchronization

/// Keeps which entries are pinned. ``MemoryPins`` is the plainest one.
public protocol PinBoard: Sendable {
    /// What is pinned now; nothing where that cannot be read.
    func pins() -> PinList

    /// Pins an entry, whether there is one with this id or not. One that is pinned keeps its pin.
    /// - Returns: the pin that it has now.
    /// - Throws: ``PinsAreFull``, and ``StoreError`` when it cannot be kept; then nothing has changed.
    func pin(_ id: EntryID, by: String) throws -> Pin

    /// Takes the pin of an entry away.
    /// - Returns: whether there was one.
    /// - Throws: ``StoreError`` when that cannot be kept; then nothing has changed.
    func unpin(_ id: EntryID) throws -> Bool
}

/// Pins that are kept in memory alone.
public final class MemoryPins: PinBoard {
    private let list: Mutex<PinList>
    private let now: @Sendable () -> Timestamp

    /// Some pins.
    public init(_ list: PinList = PinList(), now: @escaping @Sendable () -> Timestamp) {
        self.list = Mutex(list)
        self.now = now
    }

    /// What is pinned now.
    public func pins() -> PinList { list.withLock { $0 } }

    /// Pins an entry.
    /// - Throws: ``PinsAreFull``.
    public func pin(_ id: EntryID, by: String) throws -> Pin {
        let pin = Pin(id, since: now(), by: by)
        return try list.withLock { list in
            try list.add(pin) ? pin : list[id] ?? pin
        }
    }

    /// Takes the pin of an entry away; it cannot fail.
    public func unpin(_ id: EntryID) -> Bool { list.withLock { $0.remove(id) } }
}

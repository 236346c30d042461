/// The entries that are pinned, the newest pin first.
public struct PinList: Sendable, Hashable {
    /// So many entries can be pinned; one more is refused.
    public static let most = 1_000

    /// The newest first.
    public private(set) var pins: [Pin]

    /// Pins, the newest first; of an entry that comes twice the newer one, and no more than ``most``.
    public init(_ pins: [Pin] = []) {
        var seen: Set<EntryID> = []
        self.pins = Array(pins.filter { seen.insert($0.entryID).inserted }.prefix(Self.most))
    }

    /// The entries.
    public var ids: EntryIDs { EntryIDs(pins.map(\.entryID)) }

    /// The pin of an entry; nil where it has none.
    public subscript(_ id: EntryID) -> Pin? { pins.first { $0.entryID == id } }

    /// Adds a pin. An entry that is pinned keeps the pin it has.
    /// - Returns: whether it was added.
    /// - Throws: when there is no room for one more.
    public mutating func add(_ pin: Pin) throws(PinsAreFull) -> Bool {
        guard self[pin.entryID] == nil else { return false }
        guard pins.count < Self.most else { throw PinsAreFull() }
        pins.insert(pin, at: 0)
        return true
    }

    /// Takes the pin of an entry away.
    /// - Returns: whether there was one.
    public mutating func remove(_ id: EntryID) -> Bool {
        let count = pins.count
        pins.removeAll { $0.entryID == id }
        return pins.count < count
    }
}

/// A pin with the entry that it is of, as far as the log still has it.
public struct PinnedEntry: Sendable, Hashable {
    /// The pin.
    public var pin: Pin
    /// The entry; nil where it was not found.
    public var entry: Entry?
    /// Whether the log has the entry; nil where the time was up, or a part of the log that could have it is damaged.
    public var isInLog: Bool?

    /// The entries of some pins, in the order of the pins.
    /// - Parameter budget: how long may be looked for them; nil: as long as it takes.
    public static func all(
        _ pins: some Collection<Pin>, in store: any EntryStore, budget: Duration? = nil
    ) async throws -> [PinnedEntry] {
        guard !pins.isEmpty else { return [] }
        let search = Search(.entries(EntryIDs(pins.map(\.entryID))), limit: pins.count, budget: budget)
        let page = try await store.search(search)
        let isWhole = page.next == nil && page.searchedBackTo == nil && page.unreadable == 0
        let entries = Dictionary(page.entries.map { ($0.id, $0) }) { first, _ in first }
        return pins.map { pin in
            let entry = entries[pin.entryID]
            return PinnedEntry(pin: pin, entry: entry, isInLog: entry != nil ? true : isWhole ? false : nil)
        }
    }
}

import OCPPLog

/// The kinds of stores that count.
enum CountingStores {
    static let kinds = StoreKind.allCases.filter { (try? $0.make().store is any EntryCounting) == true }
}

extension StoreUnderTest {
    /// The store as one that counts.
    /// - Throws: ``CannotCount``.
    var counting: any EntryCounting {
        get throws {
            guard let counting = store as? any EntryCounting else { throw CannotCount() }
            return counting
        }
    }

    struct CannotCount: Error {}
}

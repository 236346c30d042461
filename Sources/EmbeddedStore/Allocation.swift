import CMemory

/// How the C library's allocator treats what searches take and give back.
enum Allocation {
    /// So many free bytes at the end of a heap are kept for the next block, instead of being given back and taken again with
    /// a page fault for each page; what a search over many blocks took is given back by ``giveBack()``.
    private static let kept: Int32 = 4 << 20
    /// A search that looked at so many blocks gives back what it took.
    static let manyBlocks = 256

    /// Takes effect when it is first looked at; for the whole process.
    static let isSet: Bool = mallopt(M_TRIM_THRESHOLD, kept) == 1 && mallopt(M_MMAP_THRESHOLD, kept) == 1

    /// Gives what is free back to the system, in a few milliseconds.
    static func giveBack() {
        _ = malloc_trim(0)
    }
}

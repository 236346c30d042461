/// What a look for the end of the next record found, in bytes from the beginning of what is not read yet.
enum Cut {
    /// A record, where the next one begins, and how many line breaks lie before it and in it.
    case record(Range<Int>, next: Int, linesBefore: Int, linesInside: Int)
    /// The end is not there yet.
    case unfinished
}

/// Finds where records end, whatever the pieces are in which the bytes come: each byte is looked at once.
protocol Cutter {
    /// The next record among the bytes from `start` on.
    /// - Parameter isFinished: whether the end of the bytes is the end of the file.
    mutating func cut(_ bytes: Span<UInt8>, from start: Int, isFinished: Bool) -> Cut

    /// The same when the bytes that were looked at are gone, and the next call begins behind them.
    func forgetting() -> Self
}

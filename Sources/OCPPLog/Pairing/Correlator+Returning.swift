public import OCPP

// The same, one message at a time: for conversations in tests and tools, where no array is at hand.

extension Correlator {
    /// A whole text message that one side sent.
    /// - Returns: what there is to record.
    public mutating func received(_ bytes: [UInt8], from source: Source, at now: Timestamp) -> [Recordable] {
        var recordables: [Recordable] = []
        received(bytes, from: source, at: now, into: &recordables)
        return recordables
    }

    /// A message that could not be read as text; `length` is that on the wire.
    /// - Returns: what there is to record.
    public mutating func unreadable(
        _ bytes: [UInt8], length: Int, problem: FrameProblem, from source: Source, at now: Timestamp
    ) -> [Recordable] {
        var recordables: [Recordable] = []
        unreadable(bytes, length: length, problem: problem, from: source, at: now, into: &recordables)
        return recordables
    }

    /// Messages of either side are missing.
    /// - Returns: what there is to record.
    public mutating func lost(from first: Timestamp, to last: Timestamp) -> [Recordable] {
        var recordables: [Recordable] = []
        lost(from: first, to: last, into: &recordables)
        return recordables
    }

    /// Time has passed: CALLs older than the timeout become unanswered.
    /// - Returns: what there is to record.
    public mutating func expire(at now: Timestamp) -> [Recordable] {
        var recordables: [Recordable] = []
        expire(at: now, into: &recordables)
        return recordables
    }

    /// The connection is gone: every open CALL becomes unanswered.
    /// - Returns: what there is to record.
    public mutating func closed(at now: Timestamp) -> [Recordable] {
        var recordables: [Recordable] = []
        closed(at: now, into: &recordables)
        return recordables
    }
}

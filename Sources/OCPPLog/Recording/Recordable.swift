/// What a connection hands to the recorder, in the order in which it happened.
public enum Recordable: Sendable, Hashable {
    /// A CALL went out; its answer is awaited.
    case opened(OpenCall)
    /// An entry is complete. `closes` names the open CALL that it ends; nil for entries that had none.
    case completed(Entry, closes: OpenCall.Key?)
}

/// Takes what connections have to record. A seam so that capture can be tested without a recorder.
public protocol RecordSink: Sendable {
    /// Never blocks and never fails: what there is no room for is counted, and a gap entry tells of it later.
    func offer(_ recordables: [Recordable])

    /// Frames are missing that could not even be offered: they are counted, and a gap entry tells of them. Never blocks.
    func lost(_ frames: [LostFrames])
}

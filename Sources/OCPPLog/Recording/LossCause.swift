/// Why frames are missing in the log.
enum LossCause: Sendable, Hashable {
    /// The disk takes less than the traffic brings.
    case slow
    /// Messages came faster than they could be read and paired.
    case unread
    /// The store could not write, and what waited for it filled the queue.
    case failed(StoreFailure)
    /// The recorder was ending.
    case stopped

    /// As a word for machines: the `reason` of a gap.
    var word: String {
        switch self {
        case .slow: "recorder_full"
        case .unread: "pairing_full"
        case .failed(let failure): failure.code == .full ? "disk_full" : "store_failed"
        case .stopped: "recorder_stopped"
        }
    }

    /// As a sentence about the past, without a full stop.
    var sentence: String {
        switch self {
        case .slow: "the disk was slower than the traffic"
        case .unread: "messages came faster than they could be read and paired"
        case .failed(let failure): "the log could not be written (\(failure.sentence))"
        case .stopped: "the recorder was stopping"
        }
    }
}

/// What a store said when it could not write, and since when it has not been able to.
public struct StoreFailure: Sendable, Hashable {
    /// What kind of failure it is.
    public var code: StoreError.Code
    /// What the store said, without a full stop. Holds no payload.
    public var sentence: String

    /// What somebody can do so that recording goes on, without a full stop; nil where the sentence has to do.
    var remedy: String? {
        code == .full ? "Make room on it: recording then goes on by itself" : nil
    }

    /// What an error says. Of an error that is none of a store nothing is told: it could hold anything.
    init(_ error: any Error) {
        let error = error as? StoreError ?? StoreError(.failed, "the store reports an error that is not its own")
        code = error.code
        sentence = error.sentence
    }
}

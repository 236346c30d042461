public import OCPP

/// A stretch of time in which frames are lost: from the first one until all are told of and none was lost for a while.
public struct LossEpisode: Sendable, Hashable {
    /// When its first frame was lost.
    public var since: Timestamp
    /// Frames lost in it so far.
    public var frames = 0
    /// Why, as a sentence without a full stop.
    public var reason: String
    /// The moments of its first and last loss, on the clock that measures pauses.
    let began: Duration
    var last: Duration

    init(since: Timestamp, at moment: Duration, cause: LossCause) {
        self.since = since
        reason = cause.sentence
        began = moment
        last = moment
    }
}

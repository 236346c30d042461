import Logging
import OCPP

/// What a recorder writes into the log of the program: when something begins, when it ends, and a reminder now and then.
struct RecorderJournal: Sendable {
    let logger: Logger

    func lossBegan(_ episode: LossEpisode) {
        logger.error(
            "frames are being lost; traffic is not affected, gap entries will say whose",
            metadata: ["reason": "\(episode.reason)"])
    }

    func lossEnded(_ episode: LossEpisode) {
        logger.notice(
            "no more frames are being lost",
            metadata: ["lost": "\(episode.frames)", "for": "\(Self.seconds(episode.last - episode.began))"])
    }

    func failed(_ failure: StoreFailure, tries: Int, retryIn pause: Duration) {
        logger.error(
            "the log could not be written and is tried again",
            metadata: [
                "error": "\(failure.sentence)", "code": "\(failure.code.rawValue)", "tries": "\(tries)",
                "in": "\(Self.seconds(pause))",
            ])
    }

    func writtenAgain(after span: Duration, tries: Int) {
        logger.notice(
            "the log is written again", metadata: ["after": "\(Self.seconds(span))", "tries": "\(tries)"])
    }

    func abandoned(frames: Int, _ cause: LossCause) {
        logger.critical(
            "entries are lost: the log could not be written",
            metadata: ["frames": "\(frames)", "reason": "\(cause.sentence)"])
    }

    /// `0.1 s`, `75 s`.
    private static func seconds(_ span: Duration) -> String {
        let tenths = span.wholeMicroseconds / 100_000
        return tenths < 100 ? "\(tenths / 10).\(tenths % 10) s" : "\(tenths / 10) s"
    }
}

/// The failures of one commit in a row, and when to tell of them.
struct CommitTrouble {
    let reminder: Duration
    private(set) var tries = 0
    /// When the first try failed.
    private(set) var began: Duration?
    private var told: Duration?

    init(reminder: Duration) {
        self.reminder = reminder
    }

    /// Notes one more failure.
    /// - Returns: whether to tell of it: of the first, and then now and again.
    mutating func shouldTell(at moment: Duration) -> Bool {
        tries += 1
        began = began ?? moment
        if let told, moment - told < reminder { return false }
        told = moment
        return true
    }
}

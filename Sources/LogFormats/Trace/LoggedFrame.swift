import OCPP

/// A frame as a foreign log shows it, before it is known what belongs together.
struct LoggedFrame {
    /// The frame alone: without what the log writes before and behind it.
    var bytes: [UInt8]
    /// The line it begins on, counted from 1; of binary captures the number of the packet.
    var line: Int
    /// Where it begins in the log, in bytes; nil where entries are numbered in their order.
    var place: Int64?
    /// Nil where the log has no time for it.
    var time: LoggedTime?
    /// The log has one time for this answer and its CALL: how long it took is not known.
    var isTimeOfCall = false
    var sender: LoggedSender
    /// Nil where the log does not name it.
    var charger: String?
    /// Nil where the log does not say it.
    var version: OCPPVersion?
    /// Frames of one station over different connections do not answer each other. 0 where the log tells none apart.
    var connection: Int64 = 0
    var voice = Voice.own
    /// What the log says about it beside the frame: that it was not forwarded, for instance.
    var remark: String?

    /// Which part of a program wrote the line: two of them may write the same frame down.
    enum Voice: UInt8 {
        /// The one that names the charging station.
        case own
        /// A library below it, or an error that repeats the frame.
        case echo
    }
}

/// Who sent a frame, as far as its line says it.
enum LoggedSender: Hashable {
    case cp
    case csms
    /// Whoever writes the log has received it. Whether that is the station or the CSMS follows from the actions.
    case receivedByWriter
    /// Whoever writes the log has sent it.
    case sentByWriter
    /// It follows from the action; of an answer, from its CALL.
    case unknown
}

/// A time as a log writes it.
enum LoggedTime: Hashable {
    /// With its zone.
    case instant(Timestamp)
    /// Without a zone: the moment at which a clock in UTC would show it.
    case local(Timestamp)
    /// Without date and zone: microseconds since midnight.
    case timeOfDay(Int64)
    /// Without year and zone: the moment at which a clock in UTC would have shown it in the year 2000.
    case yearless(Timestamp)
}

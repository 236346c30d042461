public import OCPP

/// One line of the history of a station's settings: what somebody set, or what was found different.
public struct SettingChange: Sendable, Hashable {
    /// Who changed it. The raw values stand in JSON.
    public enum Origin: String, Sendable, Hashable, CaseIterable {
        /// A CALL of the CSMS.
        case csms
        /// It differs between two reads and no CALL set it: changed at the station.
        case station
        /// It was set and taken, and then read with another value.
        case notAsSet = "not_as_set"
    }

    /// What became of a CALL.
    public enum Result: Sendable, Hashable {
        /// The status of the answer, as it was spelled.
        case status(String)
        /// The code of a CALLERROR.
        case error(String)
        /// No answer came.
        case unanswered

        /// As one word.
        public var word: String {
            switch self {
            case .status(let status): status
            case .error(let code): code
            case .unanswered: "no answer"
            }
        }

        /// Whether the station has taken the value.
        public var isTaken: Bool { isAccepted || needsBoot }
        /// Whether it is in force.
        public var isAccepted: Bool { self == .status("Accepted") }
        /// Whether it is in force from the next boot on.
        public var needsBoot: Bool { self == .status("RebootRequired") }
    }

    /// The setting.
    public var name: SettingName
    /// The value before; nil where none was known.
    public var from: String?
    /// The value after, or the one that was wanted; nil where there is none.
    public var to: String?
    /// When, and the entry that proves it.
    public var stamp: Setting.Stamp
    /// Who.
    public var origin: Origin
    /// What the station answered; nil where nobody asked.
    public var result: Result?

    /// The time of ``stamp``.
    public var time: Timestamp { stamp.time }
}

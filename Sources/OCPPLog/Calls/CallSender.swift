public import OCPP

/// Sends CALLs to charging stations that are connected to this program as their controller.
///
/// A seam: pages and API send through it and know nothing of sockets.
public protocol CallSender: Sendable {
    /// Sends one CALL and waits for its answer.
    ///
    /// Cancelling the caller's task ends the waiting, not the CALL: what comes of it is recorded.
    /// - Parameter wait: how long to wait; then the outcome is ``CallOutcome/waiting``.
    /// - Throws: ``CallSendingError`` when nothing was sent.
    func send(_ call: CallToSend, wait: Duration) async throws(CallSendingError) -> SentCall
}

/// A CALL that somebody wants to have sent.
public struct CallToSend: Sendable, Hashable {
    /// The station that shall answer.
    public var chargerID: ChargerID
    /// As the version of the station spells it.
    public var action: Action
    /// The request as JSON text; sent byte for byte.
    public var payload: [UInt8]

    /// A CALL for a station.
    public init(chargerID: ChargerID, action: Action, payload: [UInt8]) {
        self.chargerID = chargerID
        self.action = action
        self.payload = payload
    }
}

/// What became of a CALL that was taken in.
public struct SentCall: Sendable, Hashable {
    /// The unique id it was given; nil while it waits for an earlier CALL to be answered.
    public var uniqueID: UniqueID?
    /// How it went.
    public var outcome: CallOutcome
    /// From sending to the answer; nil without an answer.
    public var latency: Duration?

    /// A CALL with its outcome.
    public init(uniqueID: UniqueID?, outcome: CallOutcome, latency: Duration? = nil) {
        self.uniqueID = uniqueID
        self.outcome = outcome
        self.latency = latency
    }
}

/// How a CALL that was taken in went.
public enum CallOutcome: Sendable, Hashable {
    /// A CALLRESULT came, with that payload as JSON text.
    case result([UInt8])
    /// A CALLERROR came.
    case error(code: ErrorCode, description: String, details: [UInt8])
    /// The time that the caller wanted to wait is over; the answer will be in the log.
    case waiting
    /// No answer came and none will count any more; the word is the entry's `reason`: `timeout`, `connection_closed`.
    case unanswered(reason: String)
}

/// Why a CALL was not sent.
public struct CallSendingError: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is in the way.
    public enum Code: String, Sendable, Hashable {
        /// This program is a proxy: stations are answered and commanded by their CSMS.
        case notController = "not_controller"
        /// No station with that identity is connected.
        case notConnected = "not_connected"
        /// The version of the station has no such action, or it is not for the CSMS to send.
        case unknownAction = "unknown_action"
        /// The payload breaks the schema of the request.
        case badPayload = "bad_payload"
        /// Too many CALLs wait for this station.
        case busy
    }

    /// For machines.
    public var code: Code
    /// One sentence without a full stop, for people.
    public var sentence: String
    /// What is wrong with the payload, each with its place; empty unless the code is ``Code/badPayload``.
    public var problems: [Problem]

    /// One fault of a payload.
    public struct Problem: Sendable, Hashable {
        /// Where, as a JSON pointer (RFC 6901).
        public var pointer: String
        /// What is wrong there.
        public var sentence: String

        /// A fault at a place.
        public init(pointer: String, sentence: String) {
            self.pointer = pointer
            self.sentence = sentence
        }
    }

    /// An error with its sentence.
    public init(_ code: Code, _ sentence: String, problems: [Problem] = []) {
        self.code = code
        self.sentence = sentence
        self.problems = problems
    }

    /// The sentence.
    public var description: String { sentence }
}

import OCPP

/// A CALL of a charging station as the answers see it, and what the controller knows besides.
struct ChargerCall: Sendable {
    var charger: ChargerID
    var action: Action
    var version: OCPPVersion
    /// The request; `null` stands for a payload that was left out.
    var payload: JSONSource
    var fields: PayloadFields
    /// When the CALL arrived.
    var now: Timestamp
    var settings: ControllerSettings
}

/// Why a CALL gets a CALLERROR instead of an answer.
struct CallRefusal: Error, Sendable, Hashable {
    var code: ErrorCode
    /// A sentence for the people who run the station.
    var sentence: String

    /// A member that the answer cannot be written without is not there.
    static func missing(_ member: String) -> CallRefusal {
        CallRefusal(code: .occurrenceConstraintViolation, sentence: "\(member) is missing")
    }
}

import OCPP
import OCPPLog

/// What the sequence diagram of a charging station was asked for.
struct SequenceQuestion: Sendable {
    var charger: ChargerID
    var time: TimeChoice
    /// Whether heartbeats, meter values and the like that went well are left out.
    var hidesRoutine: Bool
    var cursor: Cursor?
    let now: Timestamp

    init(_ charger: ChargerID, _ parameters: QueryString, now: Timestamp) throws(WebProblem) {
        self.charger = charger
        self.now = now
        time = try TimeChoice(parameters, now: now)
        switch parameters["routine"] {
        case nil, "": hidesRoutine = false
        case "hide": hidesRoutine = true
        default: throw .badParameter("routine", "\"routine\" is \"hide\", or is left out.")
        }
        cursor = try Parameters.cursor(in: parameters)
    }

    /// The address of the page.
    var path: String { "\(Link.path(of: charger))/sequence" }

    /// What is searched for.
    var query: Query {
        let station = Query.charger(charger)
        guard hidesRoutine else { return station }
        return .and([station, .not(.literal(.is, EntryMark.routine.rawValue))])
    }

    /// The address of a question like this one.
    func url(_ change: (inout SequenceQuestion) -> Void) -> String {
        var question = self
        change(&question)
        let time = question.time
        return Link.to(
            path,
            [
                ("since", time.recent?.rawValue), ("from", time.isRange ? time.from?.description : nil),
                ("to", time.isRange ? time.to?.description : nil), ("routine", question.hidesRoutine ? "hide" : nil),
                ("cursor", question.cursor?.description),
            ])
    }
}

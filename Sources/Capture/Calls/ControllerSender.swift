import NIOCore
import OCPP
import OCPPLog

/// Sends CALLs to the stations that are connected to the controller.
struct ControllerSender: CallSender {
    let chargers: ConnectedChargers
    let checkRequest: ControllerSettings.RequestCheck

    func send(_ call: CallToSend, wait: Duration) async throws(CallSendingError) -> SentCall {
        guard let line = chargers.line(to: call.chargerID) else {
            let meant = Spelling.suggestions(
                for: call.chargerID.rawValue, among: chargers.connected.map(\.chargerID.rawValue))
            let hint = meant.isEmpty ? "" : "; did you mean \(meant.joined(separator: " or "))?"
            throw CallSendingError(.notConnected, "the charging station \(call.chargerID) is not connected\(hint)")
        }
        let check = CallCheck(version: line.charger.version, checkRequest: checkRequest)
        let payload = try check.payload(of: call)
        let ticket = CallTicket()
        line.loop.execute { line.session.value.send(call.action, payload: payload, ticket) }
        // Nobody waits for a day: the answer is in the log long before.
        let time = TimeAmount.microseconds(min(max(.zero, wait), .seconds(86_400)).wholeMicroseconds)
        let timer = line.loop.scheduleTask(in: time) { ticket.stopWaiting() }
        let outcome = await ticket.outcome()
        timer.cancel()
        return try outcome.get()
    }
}

import OCPP
import OCPPLog

/// Sends nothing: behind a proxy, stations belong to their CSMS.
struct ProxySender: CallSender {
    func send(_ call: CallToSend, wait: Duration) async throws(CallSendingError) -> SentCall {
        throw CallSendingError(
            .notController,
            "this program is a proxy here, so stations take CALLs from their CSMS only; start it as a controller to send them"
        )
    }
}

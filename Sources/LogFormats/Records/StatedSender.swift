/// Who sent a frame, by the word that a table or a JSON log has for it.
enum StatedSender {
    private static let stations: Set<String> = [
        "cp", "cs", "chargepoint", "chargingstation", "station", "charger", "cstocsms", "cptocsms", "cptocs",
        "fromcp", "fromcs", "fromcharger", "fromchargepoint", "fromstation", "fromchargingstation", "upstream",
    ]
    private static let systems: Set<String> = [
        "csms", "centralsystem", "server", "backend", "backoffice", "csmstocs", "csmstocp", "cstocp", "tocp",
        "tocharger", "tochargepoint", "tostation", "tochargingstation", "downstream",
    ]
    private static let received: Set<String> = [
        "in", "incoming", "inbound", "received", "receive", "recv", "rx", "rcv",
    ]
    private static let sent: Set<String> = ["out", "outgoing", "outbound", "sent", "send", "sending", "tx", "snd"]

    /// Unknown where the word says something else.
    static func named(_ word: String) -> LoggedSender {
        // Charging stations and the central system are both called CS: `CP>CS` and `CS>CSMS`.
        let word = word.lowercased().replacing(">", with: "to").filter { $0.isLetter || $0.isNumber }
        if stations.contains(word) { return .cp }
        if systems.contains(word) { return .csms }
        if received.contains(word) { return .receivedByWriter }
        if sent.contains(word) { return .sentByWriter }
        return .unknown
    }
}

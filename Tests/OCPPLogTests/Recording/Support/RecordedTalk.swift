import OCPP
import TestSupport

@testable import OCPPLog

/// A CALL and its answer as a connection hands them over.
func talk(
    _ charger: String, _ action: String, _ request: String = "{}", answer: String = "{}", from source: Source = .cp,
    at seconds: Double = 0, connection: Int = 0
) -> [Recordable] {
    let id = UInt64(connection) << 32 | UInt64(seconds)
    var correlator = Correlator(
        connection: ConnectionID(rawValue: id), charger: ChargerID(charger), version: .v16)
    let asked = correlator.received(Array(#"[2,"1","\#(action)",\#(request)]"#.utf8), from: source, at: .at(seconds))
    let answered = correlator.received(
        Array(#"[3,"1",\#(answer)]"#.utf8), from: source.other, at: .at(seconds + 0.1))
    return asked + answered
}

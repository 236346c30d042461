import Foundation
import OCPP
import OCPPLog

/// Reading two frames and tying them together into one exchange.
enum Pairing {
    static func comparisons() -> [Comparison] {
        var traffic = Traffic()
        let mix = traffic.exchanges(1_000)
        return [comparison("generated mix", mix)]
    }

    private static func comparison(_ name: String, _ exchanges: [Exchange]) -> Comparison {
        let frames = exchanges.map { (Data($0.request), Data($0.response)) }
        return Comparison(
            title: "Pairing: \(name) of \(exchanges.count) exchanges", unit: "exchange", units: exchanges.count,
            subjects: [
                Subject("Correlator") { ours(exchanges) },
                Subject("JSONSerialization and a dictionary") { peer(frames) },
            ])
    }

    /// All exchanges over one connection, 250 ms apart, answered after 40 ms. The number of those that were paired.
    private static func ours(_ exchanges: [Exchange]) -> Int {
        var correlator = Correlator(
            connection: ConnectionID(rawValue: 1), charger: Conversation.charger(1), version: .v16)
        var now = Timestamp.start
        var paired = 0
        for exchange in exchanges {
            now.microseconds += 210_000
            _ = correlator.received(exchange.request, from: exchange.source, at: now)
            now.microseconds += 40_000
            for case .completed(let entry, _) in correlator.received(
                exchange.response, from: exchange.source.other, at: now) where entry.kind == .exchange
            {
                paired += entry.latency == 40_000 ? 1 : 0
            }
        }
        return paired
    }

    private static func peer(_ frames: [(request: Data, response: Data)]) -> Int {
        var pairing = DictionaryPairing()
        var now: Int64 = 0
        var paired = 0
        for frame in frames {
            now += 210_000
            _ = pairing.received(frame.request, at: now)
            now += 40_000
            paired += pairing.received(frame.response, at: now)?.latency == 40_000 ? 1 : 0
        }
        return paired
    }
}

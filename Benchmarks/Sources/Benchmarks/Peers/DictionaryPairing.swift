import Foundation

/// Pairing as programs do it that parse with Foundation: a dictionary of open CALLs by unique id, one for both directions.
struct DictionaryPairing {
    /// A CALL with its answer.
    struct Pair {
        var call: ParsedFrame
        var request: Data
        var response: Data
        var status: String?
        var latency: Int64
    }

    private var open: [String: (call: ParsedFrame, request: Data, at: Int64)] = [:]

    /// One frame; returns the pair that it completes.
    mutating func received(_ frame: Data, at now: Int64) -> Pair? {
        guard let parsed = ParsedFrame(serialized: frame) else { return nil }
        guard parsed.type != 2 else {
            open[parsed.uniqueID] = (parsed, frame, now)
            return nil
        }
        guard let call = open.removeValue(forKey: parsed.uniqueID) else { return nil }
        return Pair(
            call: call.call, request: call.request, response: frame, status: parsed.status, latency: now - call.at)
    }
}

import OCPP
import TestSupport

@testable import OCPPLog

extension FuzzTarget {
    /// What both sides say on one connection, in any order and at any time: each CALL ends exactly once.
    static let correlator = FuzzTarget(name: "correlator", grammar: .bytes, seeds: correlatorSeeds) { bytes in
        var input = FuzzInput(bytes)
        var talk = CorrelatorPlay(version: OCPPVersion.allCases[input.choice(OCPPVersion.allCases.count)])
        // Enough to open more CALLs than there may be.
        for _ in 0..<300 where !input.isEmpty {
            talk.act(&input)
            if let broken = talk.broken { return broken }
        }
        talk.close()
        return talk.broken
    }

    private static func correlatorSeeds(_ frames: [[UInt8]]) -> [[UInt8]] {
        var seeds: [[UInt8]] = [
            [0, 0, 0, 0, 1, 1, 0, 0, 2, 1, 1], [0, 0, 0, 0, 0, 0, 0, 4, 255, 0, 1, 1, 1, 0],
            [0] + (0..<256).flatMap { [0, 0, UInt8($0)] } + (0..<9).flatMap { [3, 0, UInt8($0)] },
        ]
        for (index, text) in frames.enumerated() where text.count < 1_024 {
            seeds.append([UInt8(index % 4), 6, UInt8(index % 2), UInt8(text.count / 4)] + text + [1, 0, 0, 7, 0])
        }
        return seeds
    }
}

/// A conversation, and what must be true of all that is recorded of it.
private struct CorrelatorPlay {
    private(set) var broken: String?
    private var correlator: Correlator
    private var now = Timestamp.start
    private var open: [OpenCall.Key: Source] = [:]
    private var opened = 0

    init(version: OCPPVersion) {
        correlator = Correlator(
            connection: ConnectionID(rawValue: 1), charger: ChargerID("CP"), version: version, timeout: .seconds(30))
    }

    mutating func act(_ input: inout FuzzInput) {
        let kind = input.choice(9)
        let source = kind < 8 && input.flag() ? Source.csms : .cp
        switch kind {
        case 0: say(#"[2,"\#(input.byte())","Heartbeat",{}]"#, source)
        case 1: say(#"[3,"\#(input.byte())",{}]"#, source)
        case 2: say(#"[4,"\#(input.byte())","InternalError","",{}]"#, source)
        case 3: say(#"[2,"t\#(input.choice(9))","StartTransaction",{"connectorId":1}]"#, source)
        case 4: now = now.advanced(by: .milliseconds(Int(input.byte()) * 200))
        case 5: now = now.advanced(by: .seconds(-Int(input.byte())))
        case 6: take(correlator.received(input.take(input.choice(256) * 4 + 3), from: source, at: now))
        case 7:
            let problem = FrameProblem(.tooLarge, at: 0, "the message is too large")
            take(correlator.unreadable(input.take(3), length: 1 << 30, problem: problem, from: source, at: now))
        default:
            take(correlator.expire(at: now))
            if let deadline = correlator.nextDeadline, deadline <= now { broken = "a CALL waits beyond its time" }
        }
        if (correlator.nextDeadline == nil) != open.isEmpty { broken = "the deadline is not that of an open CALL" }
        if let deadline = correlator.nextDeadline, deadline.since(now) > .seconds(30 + 256 * 60) {
            broken = "a CALL waits for hours"
        }
        for side in Source.allCases where open.values.count(where: { $0 == side }) > Correlator.maximumOpen {
            broken = "too many CALLs are open"
        }
    }

    mutating func close() {
        take(correlator.closed(at: now))
        if !open.isEmpty { broken = "a CALL never ended" }
        if correlator.nextDeadline != nil { broken = "a closed connection waits" }
    }

    private mutating func say(_ text: String, _ source: Source) {
        take(correlator.received(Array(text.utf8), from: source, at: now))
    }

    private mutating func take(_ recordables: [Recordable]) {
        for recordable in recordables {
            switch recordable {
            case .opened(let call):
                opened += 1
                if call.key.number != Int64(opened) { broken = "a CALL has the number of another one" }
                if call.entry.kind != .unanswered { broken = "an open CALL is said to have an answer" }
                open[call.key] = call.entry.source
            case .completed(let entry, let key?):
                if open.removeValue(forKey: key) != entry.source { broken = "a CALL ended twice or as another one's" }
                if entry.kind != .exchange && entry.kind != .unanswered { broken = "a CALL ended as something else" }
                if (entry.kind == .exchange) != (entry.response != nil) { broken = "an exchange lacks its answer" }
                if let latency = entry.latency, latency < 0 { broken = "an answer came before its request" }
            case .completed(let entry, closes: nil):
                if entry.kind == .exchange || entry.kind == .unanswered { broken = "a CALL ended that was never open" }
            }
        }
    }
}

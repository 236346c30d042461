import OCPP
import OCPPLog
import Synchronization
import TestSupport

@testable import Capture

extension FuzzTarget {
    /// CALLs of the controller in any order of events: one at a time is out, and each that was taken in ends exactly once.
    static let outgoingCalls = FuzzTarget(name: "outgoing-calls", grammar: .bytes, seeds: outgoingSeeds) { bytes in
        var input = FuzzInput(bytes)
        var play = OutgoingPlay()
        while !input.isEmpty {
            play.act(&input)
            if let broken = play.broken { return broken }
        }
        play.close()
        return play.broken ?? (play.open.isEmpty ? nil : "a CALL never ended")
    }

    private static func outgoingSeeds(_ frames: [[UInt8]]) -> [[UInt8]] {
        [
            [0, 1, 0, 1, 0, 1, 2, 0, 2, 0], [0, 0, 3, 200, 4, 2, 0, 1], Array(repeating: 0, count: 40) + [5],
            [0, 0, 3, 30, 4, 3, 2, 4, 2, 1, 5, 0, 2, 0],
        ]
    }
}

/// What happens to the CALLs of one station, and what must be true of it.
private struct OutgoingPlay {
    private(set) var broken: String?
    /// Taken in and not ended.
    private(set) var open: Set<Int> = []
    private var calls: OutgoingCalls
    private var now = Timestamp.start
    private var last = 0
    private var lastSent = 0
    private var out: (number: Int, id: UniqueID, sentAt: Timestamp)?

    init() {
        let ids = IDs()
        calls = OutgoingCalls(timeout: .seconds(30)) { ids.next() }
    }

    mutating func act(_ input: inout FuzzInput) {
        switch input.choice(7) {
        case 0, 1:
            last += 1
            let waiting = open.count - (out == nil ? 0 : 1)
            guard let steps = calls.offer(last, Action("Reset"), payload: "{}", at: now) else {
                if waiting < OutgoingCalls.maximumWaiting { broken = "a CALL was refused though there was room" }
                return
            }
            open.insert(last)
            take(steps)
        case 2:
            let isRight = input.flag()
            let id = isRight ? out?.id ?? UniqueID("none") : UniqueID("another")
            let outcome: CallOutcome =
                input.flag() ? .result([]) : .error(code: ErrorCode("InternalError"), description: "", details: [])
            let steps = calls.answered(id, outcome, at: now)
            if (out?.id == id) != !steps.isEmpty { broken = "an answer did not reach its CALL" }
            take(steps)
        case 3: now = now.advanced(by: .milliseconds(Int(input.byte()) * 200))
        case 4:
            take(calls.expire(at: now))
            if let out, now.since(out.sentAt) >= .seconds(30) { broken = "a CALL waits beyond its time" }
        case 5: now = now.advanced(by: .seconds(-Int(input.byte())))
        default: if input.choice(16) == 0 { close() }
        }
        if (calls.deadline == nil) != (out == nil) { broken = "the deadline is not that of the CALL that is out" }
    }

    mutating func close() {
        take(calls.closed())
        if !open.isEmpty { broken = "a CALL outlived its connection" }
    }

    private mutating func take(_ steps: [OutgoingCalls.Step]) {
        for step in steps {
            switch step {
            case .send(let number, let id, _, _):
                if out != nil { broken = "two CALLs are out" }
                if number <= lastSent || !open.contains(number) { broken = "a CALL was sent out of its turn" }
                lastSent = number
                out = (number, id, now)
            case .finish(let number, _, let latency):
                if open.remove(number) == nil { broken = "a CALL ended twice" }
                if let latency, latency < .zero { broken = "an answer came before its CALL" }
                if out?.number == number { out = nil }
            }
        }
    }
}

/// Unique ids that count up.
private final class IDs: Sendable {
    private let counter = Mutex(0)

    func next() -> UniqueID {
        counter.withLock { counter in
            counter += 1
            return UniqueID("\(counter)")
        }
    }
}

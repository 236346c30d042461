import OCPP
import TestSupport

@testable import Simulator

/// Lets a station and a CSMS talk without sockets, on a clock that jumps from event to event.
struct Stage: Sendable {
    /// A message that was sent.
    struct Line: Sendable {
        var time: Timestamp
        var source: Source
        var bytes: [UInt8]
        var frame: Frame
        /// Counts the connections from 1.
        var connection: Int

        /// The CALL, if it is one.
        var call: Frame.Call? {
            if case .call(let call) = frame { call } else { nil }
        }

        /// The payload of a CALL or CALLRESULT.
        var payload: JSON {
            switch frame {
            case .call(let call): JSON(bytes[call.payload]) ?? .null
            case .callResult(let result): JSON(bytes[result.payload]) ?? .null
            default: .null
            }
        }
    }

    /// How a connection ended.
    struct End: Sendable {
        var time: Timestamp
        var isAbrupt: Bool
    }

    private(set) var station: StationScript
    private(set) var csms: CSMSScript
    private(set) var lines: [Line] = []
    /// When each connection began, and how each that ended did.
    private(set) var begins: [Timestamp] = []
    private(set) var ends: [End] = []
    private(set) var now = Timestamp.start
    private(set) var mostPlanned = 0
    private(set) var mostWaiting = 0
    /// Messages that never arrive.
    private let isLost: @Sendable (Line) -> Bool
    private var connection = 0
    private var reconnects: Timestamp? = .start
    private let seed: UInt64
    private let mishaps: Set<Mishap>

    init(
        number: Int, seed: UInt64 = 1, mishaps: Set<Mishap> = Mishap.all,
        isLost: @escaping @Sendable (Line) -> Bool = { _ in false }
    ) {
        self.seed = seed
        self.mishaps = mishaps
        self.isLost = isLost
        station = StationScript(number: number, seed: seed, speed: 1, mishaps: mishaps)
        csms = CSMSScript(version: station.vendor.version, number: 1, seed: seed, speed: 1, mishaps: mishaps)
    }

    var version: OCPPVersion { station.vendor.version }

    /// What one side sent of an action.
    func calls(of action: Action, from source: Source = .cp) -> [Line] {
        lines.filter { $0.source == source && $0.call?.action == action }
    }

    /// All actions that one side sent.
    func actions(from source: Source) -> Set<Action> {
        Set(lines.lazy.filter { $0.source == source }.compactMap { $0.call?.action })
    }

    /// Goes on for so many seconds.
    mutating func play(seconds: Double) {
        let end = now.advanced(by: .seconds(seconds))
        while let next = nextMoment, next <= end {
            now = max(now, next)
            if let time = reconnects, time <= now { connect() }
            guard reconnects == nil else { continue }
            perform(station.wake(at: now), from: .cp)
            guard reconnects == nil else { continue }
            perform(csms.wake(at: now), from: .csms)
            mostPlanned = max(mostPlanned, station.agenda.count, csms.agenda.count)
            mostWaiting = max(mostWaiting, station.calls.count, csms.calls.count)
        }
        now = end
    }

    private var nextMoment: Timestamp? {
        if let reconnects { return reconnects }
        return [station.nextWake, csms.nextWake].compactMap(\.self).min()
    }

    private mutating func connect() {
        reconnects = nil
        connection += 1
        csms = CSMSScript(version: version, number: connection, seed: seed, speed: 1, mishaps: mishaps)
        begins.append(now)
        _ = csms.opened(at: now)
        perform(station.opened(at: now), from: .cp)
    }

    private mutating func perform(_ steps: [Step], from source: Source) {
        for step in steps where reconnects == nil {
            switch step {
            case .hangUp(let hangUp):
                ends.append(End(time: now, isAbrupt: hangUp.isAbrupt))
                station.closed(at: now)
                csms.closed(at: now)
                reconnects = now.advanced(by: hangUp.away)
            case .send(let bytes):
                let frame = FrameReader(version: version).read(bytes.span)
                let line = Line(time: now, source: source, bytes: bytes, frame: frame, connection: connection)
                lines.append(line)
                guard !isLost(line) else { continue }
                if source == .cp {
                    perform(csms.received(bytes, at: now), from: .csms)
                } else {
                    perform(station.received(bytes, at: now), from: .cp)
                }
            }
        }
    }
}

import Insights
import OCPP
import OCPPLog
import TestSupport

extension FuzzTarget {
    /// What stations and a CSMS say, in any order and at any time, shown to all rules: what they find is bounded, can be shown,
    /// and has the code of a rule.
    static let findings = FuzzTarget(name: "findings", grammar: .json, seeds: findingsSeeds) { bytes in
        var input = FuzzInput(bytes)
        var talk = FindingsPlay(version: OCPPVersion.allCases[input.choice(OCPPVersion.allCases.count)])
        for _ in 0..<200 where !input.isEmpty {
            talk.act(&input)
            if let broken = talk.broken { return broken }
        }
        talk.close()
        return talk.broken
    }

    /// A request and its answer, so that both are looked at; and each frame alone.
    private static func findingsSeeds(_ frames: [[UInt8]]) -> [[UInt8]] {
        var seeds: [[UInt8]] = [[0, 3, 200, 4, 5, 6, 7, 8]]
        let pieces = frames.filter { $0.count < 1_000 }
        for (index, text) in pieces.enumerated() {
            let version = UInt8(index % 3)
            seeds.append([version, 0, UInt8(text.count / 4)] + padded(text))
            let next = pieces[(index + 1) % pieces.count]
            seeds.append(
                [version, 0, UInt8(text.count / 4)] + padded(text) + [1, UInt8(next.count / 4)] + padded(next))
        }
        return seeds
    }

    /// A message is read in steps of four bytes and three more; blanks at its end change nothing.
    private static func padded(_ text: [UInt8]) -> [UInt8] {
        text + Array(repeating: 0x20, count: text.count / 4 * 4 + 3 - text.count)
    }
}

/// A conversation, and what must be true of all that is found in it.
private struct FindingsPlay {
    private(set) var broken: String?
    private let version: OCPPVersion
    private var engine = FindingEngine(limits: .init(stations: 4))
    private var correlators: [Correlator]
    private var now = Timestamp.start
    private var entries: Int64 = 0

    init(version: OCPPVersion) {
        self.version = version
        correlators = (0..<2).map {
            Correlator(
                connection: ConnectionID(rawValue: $0), charger: ChargerID("CP-\($0)"), version: version,
                timeout: .seconds(30))
        }
    }

    mutating func act(_ input: inout FuzzInput) {
        let kind = input.choice(9)
        let station = kind > 3 && input.flag() ? 1 : 0
        switch kind {
        case 0, 1, 4, 5:
            let text = input.take(input.choice(256) * 4 + 3)
            take(correlators[station].received(text, from: kind % 2 == 0 ? .cp : .csms, at: now))
        case 2: now = now.advanced(by: .seconds(Int(input.byte())))
        case 3: now = now.advanced(by: .seconds(-Int(input.byte())))
        case 6:
            let problem = FrameProblem(.tooLarge, at: 0, "the message is too large")
            take(
                correlators[station].unreadable(input.take(3), length: 1 << 30, problem: problem, from: .cp, at: now))
        case 7:
            var entry = Entry(
                kind: input.flag() ? .connection : .gap, datetime: now, chargerID: ChargerID("CP-\(station)"),
                connectionID: ConnectionID(rawValue: UInt64(station)), source: .cp, version: version)
            entry.reason = ["opened", "closed", "refused", "abandoned", "reconnect_loop", nil][input.choice(6)]
            entry.detail = String(decoding: input.take(input.choice(256)), as: UTF8.self)
            entry.latency = input.flag() ? .max : nil
            show(entry)
        default: take(correlators[station].expire(at: now))
        }
    }

    mutating func close() {
        for index in correlators.indices { take(correlators[index].closed(at: now)) }
    }

    private mutating func take(_ recordables: [Recordable]) {
        for case .completed(let entry, _) in recordables { show(entry) }
    }

    private mutating func show(_ entry: Entry) {
        entries += 1
        var entry = entry
        entry.id = EntryID(origin: 1, sequence: entries)
        entry.levelInForce = entries % 3 == 0 ? .info : .debug
        let findings = engine.read(entry)
        if findings.count > FindingReport.most { broken = "too much was found in one entry" }
        for finding in findings {
            if finding.entryID != entry.id { broken = "a finding names another entry" }
            if FindingRules.about(finding.code) == nil { broken = "a finding has the code of no rule" }
            if finding.sentence.isEmpty || finding.sentence.count > 1_000 {
                broken = "\(finding.code): no sentence to be read"
            }
            if VisibleText.of(finding.sentence) != finding.sentence {
                broken = "\(finding.code): it cannot be shown as it is"
            }
            if let pointer = finding.pointer, !pointer.hasPrefix("/request"), !pointer.hasPrefix("/response") {
                broken = "\(finding.code): a pointer points nowhere"
            }
        }
    }
}

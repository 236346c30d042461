import Insights
import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import Simulator

/// What the rules find in simulated traffic: nothing where nothing goes wrong, and of each mishap what it is.
struct SimulatedFindingsTests {
    /// The finding of each mishap: the table of `docs/simulator.md`.
    private static let table: [Mishap: Set<String>] = [
        .fault: ["faulted"],
        .restart: ["abnormal-stop"],
        .brokenLine: ["connection-lost"],
        .brokenFrame: ["malformed-frame"],
        .strayAnswer: ["orphan-answer"],
        .silentStation: ["no-answer"],
        .silentCSMS: ["no-answer"],
        .refusedTag: ["id-tag-refused"],
        // A key, a message and a maker's message that are not known: three things, a rule each.
        .unsupported: ["config-key-unknown", "not-supported", "data-transfer-unknown"],
        .untimely: ["rejected"],
        .wrongClock: ["clock-drift"],
        .noZone: ["bad-timestamp"],
    ]

    /// What comes beside it at times, since it is another fact: a request that was on its way when the line broke is lost.
    private static let beside: [Mishap: Set<String>] = [.brokenLine: ["no-answer"]]

    /// Stations of each maker, some of them, in a scenario for some hours.
    private static func findings(_ mishaps: Set<Mishap>, seeds: ClosedRange<UInt64>, hours: Double) -> [Finding] {
        seeds.flatMap { seed in
            Vendor.all.indices.flatMap { number in
                var stage = Stage(number: number, seed: seed, mishaps: mishaps)
                stage.play(seconds: hours * 3_600)
                var engine = FindingEngine()
                return stage.entries().flatMap { engine.read($0) }
            }
        }
    }

    private static func words(_ findings: [Finding], besides expected: Set<String> = []) -> String {
        findings.lazy.filter { !expected.contains($0.code) }.prefix(20)
            .map { "\($0.station.charger.rawValue) \($0.datetime) \($0.code): \($0.sentence)" }.joined(separator: "\n")
    }

    @Test(arguments: 1...2 as ClosedRange<UInt64>)
    func whereNothingGoesWrongNothingIsFound(seed: UInt64) {
        let findings = Self.findings([], seeds: seed...seed, hours: 4)
        #expect(findings.isEmpty, "\(Self.words(findings))")
    }

    @Test(arguments: Mishap.allCases)
    func ofAMishapThatIsFoundWhichItIsAndNoMore(mishap: Mishap) {
        let findings = Self.findings([mishap], seeds: 1...1, hours: 1)
        let expected = Self.table[mishap, default: []]
        let allowed = expected.union(Self.beside[mishap, default: []])
        #expect(!expected.isEmpty)
        #expect(expected.subtracting(findings.map(\.code)) == [], "not found in \(findings.count) findings")
        #expect(Set(findings.map(\.code)).subtracting(allowed) == [], "\(Self.words(findings, besides: allowed))")
    }
}

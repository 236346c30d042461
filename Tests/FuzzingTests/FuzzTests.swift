import Foundation
import OCPP
import TestSupport
import Testing

/// Random input to everything that reads what comes from the network: nothing traps, and no rule is broken.
///
/// `OCPPLOGS_FUZZ` says how many seconds all of it may take together. `scripts/fuzz` does the same with coverage.
@Suite(.timeLimit(.minutes(60)), .serialized)
struct FuzzTests {
    private static let seconds =
        ProcessInfo.processInfo.environment["OCPPLOGS_FUZZ"].flatMap { Double($0) } ?? 24
    private static let share = Duration.seconds(seconds / Double(2 * FuzzTarget.all.count))

    @Test(arguments: FuzzTarget.all)
    func noInputTrapsOrBreaksARule(_ target: FuzzTarget) {
        fuzz(target, FuzzTarget.madeUpFrames, seed: 1)
    }

    @Test(.enabled(if: SharedTraces.areHere, SharedTraces.absence), arguments: FuzzTarget.all)
    func noInputMadeOfRecordedFramesTrapsOrBreaksARule(_ target: FuzzTarget) throws {
        let frames = try (SharedTraces.frames("frames-real") + SharedTraces.frames("frames-testvectors"))
        fuzz(target, frames.map { Array($0.text.utf8) }, seed: 2)
    }

    private func fuzz(_ target: FuzzTarget, _ frames: [[UInt8]], seed: UInt64) {
        var mutator = Mutator(random: SeededGenerator(seed: seed))
        let seeds = target.seeds(frames)
        for (index, input) in seeds.enumerated() {
            if report(target.run(input), input, "the seed \(index)") { return }
        }
        let end = ContinuousClock.now + Self.share
        var round = 0
        while ContinuousClock.now < end {
            guard var input = seeds.randomElement(using: &mutator.random) else { return }
            // What a change has brought about is changed again, so that inputs grow strange.
            for _ in 0..<4 {
                round += 1
                input = mutator.mutated(input, target.grammar, limit: 4_096)
                if report(target.run(input), input, "round \(round)") { return }
            }
        }
    }

    private func report(_ broken: String?, _ input: [UInt8], _ place: String) -> Bool {
        guard let broken else { return false }
        Issue.record("\(place): \(broken); the input in base64: \(Data(input).base64EncodedString())")
        return true
    }
}

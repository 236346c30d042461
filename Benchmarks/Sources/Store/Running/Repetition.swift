/// Asks a question until its median can be believed.
enum Repetition {
    /// After so many seconds a question is not asked again.
    private static let patience = 20.0

    /// Asks it once to warm up and then so many times; where one time takes long, that one counts.
    /// - Parameter work: gives the hits and the seconds of the processor.
    static func ask(
        _ question: Question, runs: Int, _ work: () async throws -> (hits: Int, cpu: Double)
    ) async throws -> Outcome.Answer {
        let begun = Usage.wall
        let first = try await work()
        var answer = Outcome.Answer(question: question, hits: first.hits, cpu: [])
        while answer.cpu.count < runs, Usage.wall - begun < patience {
            let next = try await work()
            guard next.hits == answer.hits else { throw Difference(question, "\(answer.hits) and then \(next.hits)") }
            answer.cpu.append(next.cpu)
        }
        if answer.cpu.isEmpty { answer.cpu = [first.cpu] }
        return answer
    }
}

/// Two answers to the same question that are not the same.
struct Difference: Error, CustomStringConvertible {
    var description: String

    init(_ question: Question, _ what: String) {
        description = "\(question.title): the hits differ: \(what)"
    }
}

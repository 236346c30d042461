import Foundation
import Reporting

/// The tables of a run, and whether all sides have found the same.
struct Report {
    let options: Options
    let outcomes: [Side: Outcome]

    private var sides: [Side] { Side.allCases.filter { outcomes[$0] != nil } }

    private var subject: String {
        "\(Figure.grouped(Double(options.entries))) entries\(options.isHard ? ", hard" : "")"
    }

    var text: String {
        [sizes, questions, Goals(entries: options.entries, isHard: options.isHard, outcomes: outcomes).text, further]
            .joined(separator: "\n")
    }

    /// Every side must have found what the others have.
    func expectSameHits() throws {
        for question in Question.allCases {
            let hits = sides.compactMap { side in outcomes[side]?.answer(question).map { (side, $0.hits) } }
            guard Set(hits.map(\.1)).count > 1 else { continue }
            throw Difference(question, hits.map { "\($0.0.title) \($0.1)" }.joined(separator: ", "))
        }
    }

    private var sizes: String {
        let own = outcomes[.ours]?.load.map { Double($0.disk) }
        let rows = sides.compactMap { side -> [String]? in
            guard let load = outcomes[side]?.load else { return nil }
            let entries = Double(load.entries)
            return [
                side.title, Figure.number(Double(load.disk) / entries),
                own.map { Figure.number(Double(load.disk) / $0) } ?? "–", Figure.grouped(entries / load.cpu),
            ]
        }
        return Table.markdown(
            heading: "Store: disk and writing, \(subject)",
            ["", "bytes per entry", "disk, ours = 1", "entries per CPU second"], rows)
    }

    private var questions: String {
        let rows = Question.allCases.map { question in
            let answers = sides.map { outcomes[$0]?.answer(question) }
            let hits = answers.compactMap { $0?.hits }.first
            return [question.title, hits.map { Figure.grouped(Double($0)) } ?? "–"]
                + answers.map { answer in
                    answer.map { Figure.time(Figure.median($0.cpu) * 1e9) } ?? "–"
                }
        }
        return Table.markdown(
            heading: "Store: processor time of a question, \(subject)", ["", "hits"] + sides.map(\.title), rows)
    }

    /// What the table of goals does not hold.
    private var further: String {
        guard let figures = outcomes[.ours]?.figures else { return "" }
        let rows = figures.sorted { $0.key < $1.key }.map { name, value in
            let isMemory = name.contains("memory")
            return [name, isMemory ? Figure.number(value / 1_048_576) + " MiB" : Figure.number(value)]
        }
        return Table.markdown(heading: "Store: further figures of ours, \(subject)", ["", "value"], rows)
    }
}

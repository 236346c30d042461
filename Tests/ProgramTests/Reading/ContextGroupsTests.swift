import OCPP
import OCPPLog
import TestSupport
import Testing

@testable import ocpplogs

/// Matches with what surrounds them, as grep prints them.
struct ContextGroupsTests {
    /// Numbers of entries of a station, one a second; m marks matches, -- borders.
    private func groups(
        of matches: [Int], among all: ClosedRange<Int> = 1...20, before: Int = 1, after: Int = 1,
        order: Search.Order = .oldestFirst
    ) -> String {
        let entries = all.map { PrintedEntry.blank(.heartbeat, at: Double($0), number: Int64($0)) }
        let inOrder = order == .oldestFirst ? matches.sorted() : matches.sorted(by: >)
        let found = inOrder.map { entries[$0 - all.lowerBound] }
        var groups = ContextGroups(matches: found, order: order)
        return found.flatMap { match -> [EntryPrinter.Row] in
            let place = Int(match.id.sequence) - all.lowerBound
            let around = Neighbours(
                before: Array(entries[max(0, place - before - 1)..<place]),
                after: Array(entries[min(entries.count, place + 1)..<min(entries.count, place + after + 2)]))
            return groups.rows(for: match, around: around, before: before, after: after)
        }.map { row in
            switch row {
            case .border: "--"
            case .entry(let entry, let isContext): "\(entry.id.sequence)\(isContext == false ? "m" : "")"
            }
        }.joined(separator: " ")
    }

    @Test func aMatchStandsBetweenItsNeighbours() {
        #expect(groups(of: [5]) == "4 5m 6")
        #expect(groups(of: [5], before: 2, after: 0) == "3 4 5m")
        #expect(groups(of: [1, 20]) == "1m 2 -- 19 20m")
    }

    @Test func groupsThatMeetOrTouchAreOne() {
        #expect(groups(of: [5, 6]) == "4 5m 6m 7")
        #expect(groups(of: [5, 7]) == "4 5m 6 7m 8")
        #expect(groups(of: [5, 8]) == "4 5m 6 7 8m 9")
        #expect(groups(of: [5, 9]) == "4 5m 6 -- 8 9m 10")
    }

    @Test func theNewestMayComeFirst() {
        #expect(groups(of: [5, 9], order: .newestFirst) == "10 9m 8 -- 6 5m 4")
        #expect(groups(of: [5, 8], before: 2, after: 0, order: .newestFirst) == "8m 7 6 5m 4 3")
    }
}

import CMeasure
import Foundation
import OCPP
import OCPPLog

/// Asking entries in memory whether they match a query: the cost of a search without an index.
enum Matching {
    private static let count = 100_000

    static func comparisons() throws -> [Comparison] {
        var traffic = Traffic()
        var conversation = Conversation()
        let entries = conversation.entries(traffic.exchanges(count))
        return [try field(entries), try word(entries)]
    }

    private static func field(_ entries: [Entry]) throws -> Comparison {
        let text = "action:StatusNotification status:Faulted,Preparing"
        let matcher = QueryMatcher(try QueryParser.parse(text))
        return Comparison(
            title: "Matching: \(text)", unit: "entry", units: entries.count,
            subjects: [
                Subject("QueryMatcher") { entries.count { matcher.matches($0) } },
                Subject("a closure that compares strings, letter case kept") {
                    entries.count {
                        $0.action?.rawValue == "StatusNotification"
                            && ($0.status == "Faulted" || $0.status == "Preparing")
                    }
                },
            ])
    }

    private static func word(_ entries: [Entry]) throws -> Comparison {
        let matcher = QueryMatcher(try QueryParser.parse(Traffic.rareWord))
        let needle = Array(Traffic.rareWord.utf8)
        let texts = entries.map { entry in
            [entry.request, entry.response].compactMap { $0.map { String(decoding: $0.payloadBytes, as: UTF8.self) } }
        }
        return Comparison(
            title: "Matching: the word \(Traffic.rareWord)", unit: "entry", units: entries.count, rounds: 5,
            subjects: [
                Subject("QueryMatcher") { entries.count { matcher.matches($0) } },
                Subject("memmem of the C library over the frames, letter case kept") {
                    entries.count { contains($0.request, needle) || contains($0.response, needle) }
                },
                Subject("Foundation: range(of:options: .caseInsensitive), strings ready-made") {
                    texts.count { $0.contains { $0.range(of: Traffic.rareWord, options: .caseInsensitive) != nil } }
                },
            ])
    }

    private static func contains(_ frame: RecordedFrame?, _ needle: [UInt8]) -> Bool {
        guard let frame else { return false }
        return frame.bytes.withUnsafeBytes { bytes in
            measure_contains(bytes.baseAddress, bytes.count, needle, needle.count)
        }
    }
}

import OCPP
import OCPPLog

/// How far the clocks of charging stations are ahead of ours, from the times in their messages: all of it is read.
enum ClockAnalysis {
    /// So many stations are told apart.
    private static let mostStations = 20_000

    static func table(_ question: AnalysisQuestion, _ log: AnalysisLog) async throws -> AnalysisTable {
        var table = AnalysisTable(
            .clock, question,
            [
                AnalysisColumn("charger", .text), AnalysisColumn("messages", .count, isRead: true),
                AnalysisColumn("queued", .count, isRead: true), AnalysisColumn("no_time", .count, isRead: true),
                AnalysisColumn("median_s", .seconds, isRead: true), AnalysisColumn("least_s", .seconds, isRead: true),
                AnalysisColumn("most_s", .seconds, isRead: true), AnalysisColumn("last_s", .seconds, isRead: true),
                AnalysisColumn("last", .moment, isRead: true),
            ])
        let timed = Query.and([
            .key(.source, "cp"), .calls,
            .actions(
                .statusNotification, .startTransaction, .stopTransaction, .transactionEvent,
                .securityEventNotification),
        ])
        var clocks: [String: OffsetTally] = [:]
        var others = 0
        let reading = try await log.read(question.asked(timed), question) { entry in
            let read = ReadEntry(entry)
            guard read.request.word("timestamp") != nil else { return }
            let name = entry.chargerID.rawValue.lowercased()
            guard clocks[name] != nil || clocks.count < mostStations else {
                others += 1
                return
            }
            clocks[name, default: OffsetTally(entry.chargerID)].add(read)
        }
        table.take(reading)
        if others > 0 { table.notes.append("\(others) messages are of stations for which there was no room") }
        let sorted = clocks.values.sorted { a, b in
            let (x, y) = (a.median?.magnitude ?? 0, b.median?.magnitude ?? 0)
            return x == y ? a.charger.rawValue < b.charger.rawValue : x > y
        }
        table.more = max(0, sorted.count - question.rows)
        for clock in sorted.prefix(question.rows) {
            let proof = question.proof(
                question.asked(timed, .key(.charger, clock.charger.rawValue), .there("request.timestamp")),
                from: reading.from)
            table.rows.append(
                AnalysisRow(
                    proof,
                    [
                        .text(clock.charger.rawValue), .count(clock.messages, proof), .count(clock.queued),
                        .count(clock.unreadable), .seconds(clock.median, proof), .seconds(clock.least),
                        .seconds(clock.most), .seconds(clock.newest), .moment(clock.last),
                    ]))
        }
        return table
    }
}

/// The offsets of one station's clock.
struct OffsetTally {
    let charger: ChargerID
    private(set) var messages = 0
    /// Messages that had waited at the station: their time says nothing of its clock.
    private(set) var queued = 0
    /// Messages whose time cannot be read.
    private(set) var unreadable = 0
    private(set) var least: Int64?
    private(set) var most: Int64?
    /// That of the newest message.
    private(set) var newest: Int64?
    private(set) var last: Timestamp?
    private var ahead = LatencyTally()
    private var behind = LatencyTally()

    init(_ charger: ChargerID) {
        self.charger = charger
    }

    /// The newest entry comes first.
    mutating func add(_ read: ReadEntry) {
        messages += 1
        if last == nil { last = read.entry.datetime }
        guard read.stationTime != nil else {
            unreadable += 1
            return
        }
        guard let offset = Self.offset(of: read) else {
            queued += 1
            return
        }
        if newest == nil { newest = offset }
        least = min(least ?? offset, offset)
        most = max(most ?? offset, offset)
        if offset < 0 {
            behind.add(offset == .min ? .max : -offset)
        } else {
            ahead.add(offset)
        }
    }

    /// How far the clock is ahead of ours, in microseconds; nil for a message that waited at the station. One message has to
    /// do: what is more than five minutes old is taken for one that waited.
    private static func offset(of read: ReadEntry) -> Int64? {
        guard let time = read.stationTime, read.request.flag("offline") != true else { return nil }
        let (offset, overflow) = time.microseconds.subtractingReportingOverflow(read.entry.datetime.microseconds)
        return overflow || offset < -ClockReading.queuedAfter ? nil : offset
    }

    /// Half of the offsets are not larger, within 3 %; nil where there is none.
    var median: Int64? {
        guard let least, let most, let middle else { return nil }
        return min(max(least, middle), most)
    }

    private var middle: Int64? {
        let all = behind.count + ahead.count
        guard all > 0 else { return nil }
        let rank = (all + 1) / 2
        if rank <= behind.count {
            // The largest of those behind is the least offset.
            let place = behind.count - rank + 1
            return behind.percentile(100 * Double(place) / Double(behind.count)).map { -$0 }
        }
        return ahead.percentile(100 * Double(rank - behind.count) / Double(ahead.count))
    }
}

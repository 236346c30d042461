import OCPP

/// Turns the times of a log into moments: by the zone that the log or the user says, else by what answers of the CSMS say of the
/// time, `currentTime`, since they were written down when they were sent.
struct LogClock {
    /// So much may lie between an answer's `currentTime` and the time of its line, in microseconds: clocks are set differently.
    private static let tolerance: Int64 = 120_000_000
    /// Zones differ from UTC by a multiple of this.
    private static let quarter: Int64 = 15 * 60_000_000
    private static let day: Int64 = 86_400_000_000
    private static let widest: Int64 = 15 * 3_600_000_000

    /// What the user said.
    private let zone: LogZone?
    /// How far the clock of the log goes before UTC, by the newest answer.
    private var offset: Int64?
    /// The day, as the clock of the log counts it, of times that name none.
    private var today: Int64?
    private var year: Int?
    /// The newest moment that is known, and the line it belongs to.
    private var anchor: (moment: Timestamp, line: Int)?
    private var latestTimeOfDay: Int64 = 0
    /// What was found out, for the note at the end.
    private(set) var account = Account()

    /// What is worth telling of the times of a log.
    struct Account: Equatable {
        /// Answers that told the zone.
        var witnesses = 0
        /// Offsets from UTC that were found, in minutes, in the order in which they were.
        var offsets: [Int] = []
        /// Frames whose line has no time.
        var untimed = 0
    }

    /// Whether times mean something only beside those before.
    var needsEveryLine: Bool { account.untimed > 0 || today != nil }

    init(zone: LogZone?) {
        self.zone = zone
    }

    /// An answer of the CSMS says what time it is. One that waits says it twice, and counts once.
    mutating func foresee(_ currentTime: Timestamp, at time: LoggedTime?, line: Int) {
        let witnesses = account.witnesses
        observe(currentTime, at: time, line: line)
        account.witnesses = witnesses
    }

    /// A frame that waits may stand behind others that have no time: they are placed before it.
    mutating func foresee(_ time: LoggedTime?, line: Int) {
        guard anchor == nil else { return }
        switch time {
        case .instant(let moment): anchor = (moment, line)
        case .local(let local): anchor = utc(local).map { ($0, line) }
        case .timeOfDay, .yearless, nil: break
        }
    }

    /// An answer of the CSMS says what time it is.
    mutating func observe(_ currentTime: Timestamp, at time: LoggedTime?, line: Int) {
        switch time {
        case .instant(let moment): anchor = (moment, line)
        case nil: if anchor.map({ $0.moment <= currentTime }) ?? true { anchor = (currentTime, line) }
        case .local(let local): observe(offset: local.microseconds - currentTime.microseconds)
        case .timeOfDay(let time):
            var difference = (time - currentTime.microseconds) % Self.day
            if difference < -Self.day / 2 { difference += Self.day }
            if difference > Self.day / 2 { difference -= Self.day }
            guard let offset = observe(offset: difference) else { return }
            today = (currentTime.microseconds + offset - time + Self.day / 2) / Self.day
            latestTimeOfDay = time
        case .yearless(let local):
            for year in Self.years(around: currentTime) {
                let difference = Self.inYear(year, local).microseconds - currentTime.microseconds
                if observe(offset: difference) != nil { self.year = year }
            }
        }
    }

    /// The moment of a frame; nil when it is not known yet.
    mutating func moment(of time: LoggedTime?, line: Int) -> Timestamp? {
        let moment: Timestamp
        switch time {
        case .instant(let stated): moment = stated
        case .local(let local):
            guard let known = utc(local) else { return nil }
            moment = known
        case .timeOfDay(let time):
            guard var today else {
                // Where other lines have no time a few times of the day say nothing.
                return anchor == nil ? nil : self.moment(of: nil, line: line)
            }
            if time < latestTimeOfDay - Self.day / 2 { today += 1 }
            guard let known = utc(Timestamp(microseconds: today * Self.day + time)) else { return nil }
            self.today = today
            latestTimeOfDay = time
            moment = known
        case .yearless(let local):
            guard let year, let known = utc(Self.inYear(year, local)) else { return nil }
            // December goes over into January.
            let isNext = anchor.map { known.since($0.moment) < .seconds(-200 * 86_400) } ?? false
            if isNext { self.year = year + 1 }
            moment = isNext ? utc(Self.inYear(year + 1, local)) ?? known : known
        case nil:
            guard let anchor else { return nil }
            account.untimed += 1
            // The lines keep their order, and nothing more is meant.
            return anchor.moment.advanced(by: .microseconds(line - anchor.line))
        }
        anchor = (moment, line)
        return moment
    }

    private func utc(_ local: Timestamp) -> Timestamp? {
        if let zone { return zone.moment(of: local) }
        return offset.map { Timestamp(microseconds: local.microseconds - $0) }
    }

    @discardableResult
    private mutating func observe(offset difference: Int64) -> Int64? {
        let quarters = (Double(difference) / Double(Self.quarter)).rounded()
        guard abs(quarters) <= Double(Self.widest / Self.quarter) else { return nil }
        let rounded = Int64(quarters) * Self.quarter
        guard abs(difference - rounded) <= Self.tolerance else { return nil }
        offset = rounded
        account.witnesses += 1
        let minutes = Int(rounded / 60_000_000)
        if !account.offsets.contains(minutes), account.offsets.count < 8 { account.offsets.append(minutes) }
        return rounded
    }

    private static func years(around moment: Timestamp) -> ClosedRange<Int> {
        let year = 1970 + Int(moment.microseconds / (Self.day * 365 + Self.day / 4))
        return year - 1...year + 1
    }

    /// A moment of the year 2000 in another year; 29 February becomes 1 March where there is none.
    static func inYear(_ year: Int, _ local: Timestamp) -> Timestamp {
        guard let from = Timestamp(year: 2_000, month: 3, day: 1), let to = Timestamp(year: year, month: 3, day: 1),
            let begin = Timestamp(year: 2_000, month: 1, day: 1), let there = Timestamp(year: year, month: 1, day: 1)
        else { return local }
        // Behind February the days are counted from March, so that leap days do no harm.
        return local < from
            ? Timestamp(microseconds: there.microseconds + local.microseconds - begin.microseconds)
            : Timestamp(microseconds: to.microseconds + local.microseconds - from.microseconds)
    }
}

import OCPP
import OCPPLog

/// Makes entries of the frames of a foreign log, in the order in which it shows them: finds out who sent them and when, leaves
/// out what two parts of a program wrote down, ties answers to their CALLs.
struct Trace {
    /// So many frames wait at most until the log shows its zone and who writes it.
    private static let mostWaiting = 65_536
    /// And so many bytes of them.
    private static let mostWaitingBytes = 16 << 20
    /// So many stations and connections are followed at once; beyond that all of them begin anew.
    private static let mostStations = 1_024

    /// As the log names it; empty where it does not.
    private struct StationName: Hashable {
        var charger: String
        var connection: Int64

        static func isInOrder(_ one: StationName, _ other: StationName) -> Bool {
            (one.charger, one.connection) < (other.charger, other.connection)
        }
    }

    /// What is followed of one station and connection.
    private struct Station {
        var site: SiteID
        var pairing: StationPairing
    }

    private let options: ImportOptions
    private let isNewestFirst: Bool
    private let reader = LoggedFrameReader()
    private var echoes = EchoWindow()
    private var clock: LogClock
    private var senders = SenderFinder()
    private var reversal = AnswersFirst()
    /// Found by one look at a name for each frame: a log has many.
    private var places: [StationName: Int] = [:]
    private var stations: [Station] = []
    private var waiting: [LoggedFrame] = []
    private var waitingBytes = 0
    /// Nothing more can be waited for: what is not clear by now is decided.
    private var isLast = false
    private var isEnded = false
    /// Whether the times are no times: the log has none, and its lines are counted.
    private var isOrderOnly = false
    /// The name of the only station that the log names.
    private var onlyName: String?
    private var namesSeveral = false
    private var latest = Timestamp(microseconds: 0)
    private var frames: [LoggedFrame] = []
    /// Those of them that are recorded now.
    private var settled: [LoggedFrame] = []
    /// What was found out on the way.
    var account: Account {
        var account = told
        account.collapsed = echoes.collapsed
        account.times = clock.account
        account.isOrderOnly = isOrderOnly && options.start == nil
        account.isCounted = isOrderOnly && options.start != nil
        return account
    }
    private var told = Account()

    /// What is worth telling of a log that was read.
    struct Account: Equatable {
        /// Frames that became part of an entry.
        var frames = 0
        /// Frames that name no station, and those that the log has twice.
        var unnamed = 0
        var unnamedAs = ""
        var collapsed = 0
        var times = LogClock.Account()
        /// Whether a zone was assumed of times that name none.
        var hasUnclearTimes = false
        /// Whether lines were counted in place of times: from 1970, or from the time that was given.
        var isOrderOnly = false
        var isCounted = false
    }

    init(_ options: ImportOptions, isNewestFirst: Bool = false) {
        self.options = options
        self.isNewestFirst = isNewestFirst
        clock = LogClock(zone: options.zone)
        isLast = !options.mayWait
    }

    /// Takes the next frame; entries that are complete are added.
    /// - Throws: when the times of the log say nothing and nobody said what they mean.
    mutating func take(_ frame: LoggedFrame, into batch: inout ImportBatch) throws(ImportFault) {
        echoes.take(frame, into: &frames)
        try settle(into: &batch)
    }

    /// There are no more frames.
    /// - Throws: the same.
    mutating func finish(into batch: inout ImportBatch) throws(ImportFault) {
        echoes.finish(into: &frames)
        try settle(into: &batch)
        try stopWaiting(into: &batch)
        reversal.finish { frame in frames.append(frame) }
        isLast = true
        isEnded = true
        try settle(into: &batch)
        try stopWaiting(into: &batch)
        endAll(into: &batch)
    }

    /// Whether it is known what the frames mean that come, whatever lies between: who writes the log, in which zone, which
    /// stations there are.
    var isClear: Bool {
        waiting.isEmpty && !isNewestFirst && !isOrderOnly && told.unnamed == 0 && told.frames > 0
            && !clock.needsEveryLine
    }

    private mutating func settle(into batch: inout ImportBatch) throws(ImportFault) {
        guard !frames.isEmpty else { return }
        // Swapped, so that both keep their storage.
        swap(&frames, &settled)
        defer { settled.removeAll(keepingCapacity: true) }
        for frame in settled {
            guard isNewestFirst, !isEnded else {
                try place(frame, into: &batch)
                continue
            }
            for frame in reversal.take(frame, reader.read(frame.bytes.span)) { try place(frame, into: &batch) }
        }
    }

    /// A frame in the right order: either all that waits goes on with it, or it waits as well.
    private mutating func place(_ frame: LoggedFrame, into batch: inout ImportBatch) throws(ImportFault) {
        name(frame.charger)
        guard waiting.isEmpty, record(frame, into: &batch) else {
            let read = reader.read(frame.bytes.span)
            if let time = read.currentTime(in: frame.bytes) { clock.foresee(time, at: frame.time, line: frame.line) }
            clock.foresee(frame.time, line: frame.line)
            senders.observe(frame.sender, of: read)
            waiting.append(frame)
            waitingBytes += frame.bytes.count
            flush(into: &batch)
            if waiting.count >= Self.mostWaiting || waitingBytes >= Self.mostWaitingBytes || !options.mayWait {
                try stopWaiting(into: &batch)
            }
            return
        }
    }

    /// Records what waits, as far as it is clear by now.
    private mutating func flush(into batch: inout ImportBatch) {
        // One that cannot go on yet is followed by others of its kind: it is enough to try the first.
        var done = 0
        while done < waiting.count, record(waiting[done], into: &batch) {
            waitingBytes -= waiting[done].bytes.count
            done += 1
        }
        waiting.removeSubrange(..<done)
    }

    /// Nothing more is to be hoped for.
    private mutating func stopWaiting(into batch: inout ImportBatch) throws(ImportFault) {
        // Nor later: so much was seen by now.
        isLast = true
        flush(into: &batch)
        guard let first = waiting.first else { return }
        guard options.unclearZone != nil || first.time == nil && options.start != nil else {
            throw Self.fault(of: first.time)
        }
        isOrderOnly = first.time == nil
        flush(into: &batch)
    }

    private static func fault(of time: LoggedTime?) -> ImportFault {
        switch time {
        case .timeOfDay:
            ImportFault("the times in this log have neither date nor zone, and no answer in it says what time it is")
        case nil:
            ImportFault(
                "this log has no times, and no answer in it says what time it is; --start says when it begins, and "
                    + "ocpplogs search --file reads it without", lack: .start)
        case .local, .yearless, .instant:
            ImportFault(
                "the times in this log name no zone, and no answer in it tells it; say --tz Europe/Berlin, --tz +01:00 or "
                    + "--tz UTC, as its clock was set", lack: .zone)
        }
    }

    /// - Returns: false when it is not clear yet when it was sent, or by whom.
    private mutating func record(_ frame: LoggedFrame, into batch: inout ImportBatch) -> Bool {
        let read = reader.read(frame.bytes.span)
        let before = clock
        if let time = read.currentTime(in: frame.bytes) { clock.observe(time, at: frame.time, line: frame.line) }
        guard let moment = clock.moment(of: frame.time, line: frame.line) ?? unclearMoment(of: frame),
            let source = senders.sender(frame.sender, of: read, isLast: isLast)
        else {
            clock = before
            return false
        }
        latest = moment
        told.frames += 1
        let place = place(of: frame, into: &batch)
        let site = stations[place].site
        let hasTime = frame.time != nil && !frame.isTimeOfCall
        stations[place].pairing.take(read, of: frame, from: source, at: moment) { entry in
            var entry = entry
            entry.siteID = site
            // How long an answer took is known only where both lines say when.
            if !hasTime { entry.latency = nil }
            batch.add(entry)
        }
        return true
    }

    /// Where the station of a frame is followed.
    private mutating func place(of frame: LoggedFrame, into batch: inout ImportBatch) -> Int {
        let isNamed = !(frame.charger?.isEmpty ?? true)
        let name = StationName(
            charger: isNamed ? frame.charger ?? "" : onlyName ?? "", connection: frame.connection)
        if !isNamed {
            told.unnamed += 1
            told.unnamedAs = self.charger(of: name).rawValue
        }
        if let place = places[name] { return place }
        if stations.count >= Self.mostStations { endAll(into: &batch) }
        let charger = charger(of: name)
        stations.append(
            Station(
                site: options.site ?? options.sites.site(of: charger).id,
                pairing: StationPairing(charger: charger, connection: name.connection, isOrderOnly: isOrderOnly)))
        places[name] = stations.count - 1
        return stations.count - 1
    }

    /// Where times say too little, and that is allowed: by the zone that is assumed; without times the line, in milliseconds.
    private mutating func unclearMoment(of frame: LoggedFrame) -> Timestamp? {
        guard isLast || isOrderOnly else { return nil }
        guard let time = frame.time else {
            guard let start = options.start ?? options.unclearZone.map({ _ in Timestamp(microseconds: 0) }) else {
                return nil
            }
            isOrderOnly = true
            return start.advanced(by: .milliseconds(frame.line))
        }
        guard let zone = options.unclearZone else { return nil }
        told.hasUnclearTimes = true
        switch time {
        case .instant(let moment): return moment
        case .local(let local): return zone.moment(of: local)
        case .yearless(let local): return zone.moment(of: LogClock.inYear(options.year, local))
        case .timeOfDay(let time): return zone.moment(of: Timestamp(microseconds: time))
        }
    }

    /// Remembers whether the log names one station or several.
    private mutating func name(_ charger: String?) {
        guard !namesSeveral, let charger, !charger.isEmpty, charger != onlyName else { return }
        namesSeveral = onlyName != nil
        onlyName = onlyName == nil ? charger : nil
    }

    private func charger(of name: StationName) -> ChargerID {
        name.charger.isEmpty ? options.unnamedCharger ?? ChargerID("unnamed") : ChargerID(name.charger)
    }

    private mutating func endAll(into batch: inout ImportBatch) {
        for (_, place) in places.sorted(by: { StationName.isInOrder($0.key, $1.key) }) {
            let site = stations[place].site
            stations[place].pairing.finish(at: latest) { entry in
                var entry = entry
                entry.siteID = site
                batch.add(entry)
            }
        }
        places = [:]
        stations = []
    }
}

import OCPP
import OCPPLog

/// When a charging station was connected and heard, and why not.
///
/// Connections are told of by their entries; where the log has none, as most logs of other programs, nothing is said of them.
struct PresenceTrack: Sendable {
    /// So many connections, and so many absences.
    static let most = 2_000
    /// Where the heartbeat interval is not known.
    static let usualSilence = 900

    private(set) var connections: [Timeline.Connection] = []
    private(set) var absences: [Timeline.Absence] = []
    private(set) var omitted = 0
    /// In seconds.
    private(set) var heartbeatInterval: Int?
    private let begin: Timestamp
    /// Nil while nothing says whether it is connected.
    private var isConnected: Bool?
    private var current: ConnectionID?
    private var openedAt: Timestamp?
    private var closedAt: Timestamp?
    /// When it was last heard, or connected.
    private var heard: Timestamp?
    private var level: Level?
    private var gapSince: (time: Timestamp, detail: String)?

    init(from begin: Timestamp) {
        self.begin = begin
    }

    /// Silence counts after so many seconds.
    var silentAfter: Int {
        guard let interval = heartbeatInterval else { return Self.usualSilence }
        return min(interval, Int(Int32.max)) * 2
    }

    /// Takes an entry, in the order of time.
    mutating func note(_ read: ReadEntry) {
        let entry = read.entry
        switch entry.kind {
        case .connection: noteConnection(entry)
        case .gap:
            checkSilence(until: entry.datetime, entry.levelInForce)
            heard = entry.datetime
            gapSince = gapSince ?? (entry.datetime, entry.detail ?? "messages could not be recorded")
            return
        default:
            noteConnected(entry)
            guard Self.isFromStation(entry) else { break }
            checkSilence(until: entry.datetime, entry.levelInForce)
            heard = entry.datetime
        }
        level = entry.levelInForce
        noteInterval(read)
    }

    /// Closes what is open at the end.
    mutating func finish(at end: Timestamp) {
        switch isConnected {
        case false?:
            if let closedAt { add(.notConnected, closedAt, end, "no connection since then") }
        case true?:
            checkSilence(until: end, level ?? .info)
            addConnection(Timeline.Connection(from: openedAt, to: nil, end: nil))
        case nil: checkSilence(until: end, level ?? .info)
        }
    }

    private mutating func noteConnection(_ entry: Entry) {
        switch entry.reason {
        case "opened":
            if isConnected == false, let closedAt {
                add(.notConnected, closedAt, entry.datetime, "closed, then opened again")
            } else {
                checkSilence(until: entry.datetime, entry.levelInForce)
                if isConnected == true {
                    addConnection(
                        Timeline.Connection(from: openedAt, to: entry.datetime, end: "another connection was opened"))
                }
            }
            (isConnected, current, openedAt, closedAt) = (true, entry.connectionID, entry.datetime, nil)
            heard = entry.datetime
        case "closed" where current == nil || current == entry.connectionID:
            guard isConnected != false else { return }
            checkSilence(until: entry.datetime, entry.levelInForce)
            addConnection(Timeline.Connection(from: openedAt, to: entry.datetime, end: entry.detail))
            (isConnected, current, openedAt, closedAt) = (false, nil, nil, entry.datetime)
            heard = entry.datetime
        default: break
        }
    }

    /// A message shows that there is a connection, also where its opening is missing: the recorder was started after it.
    private mutating func noteConnected(_ entry: Entry) {
        guard isConnected == false, let closed = closedAt, entry.datetime > closed, entry.kind != .unanswered else {
            return
        }
        add(.notConnected, closed, entry.datetime, "closed; a message shows that it was connected again")
        (isConnected, current, openedAt, closedAt) = (true, entry.connectionID, entry.datetime, nil)
    }

    /// Who asks or answers is heard.
    private static func isFromStation(_ entry: Entry) -> Bool {
        entry.source == .cp || entry.response != nil
    }

    private mutating func checkSilence(until time: Timestamp, _ now: Level) {
        defer { gapSince = nil }
        if let gap = gapSince { return add(.notLogged, gap.time, time, gap.detail) }
        guard isConnected != false, let heard else { return }
        let since = Stretch(from: heard, to: time)
        guard since.length > Int64(silentAfter) * 1_000_000 else { return }
        let isAllKept = now == .debug && (level ?? now) == .debug
        if isAllKept {
            let unknown = isConnected == nil ? "; the log does not say whether it was connected" : ""
            add(.silent, heard, time, "nothing was heard for longer than \(silentAfter) s\(unknown)")
        } else {
            add(
                .notLogged, heard, time,
                "nothing was recorded; at level \(now == .debug ? (level ?? now) : now) heartbeats and meter values are not kept"
            )
        }
    }

    private mutating func noteInterval(_ read: ReadEntry) {
        switch read.action {
        case .bootNotification:
            if let interval = read.response.integer("interval"), interval > 0 { heartbeatInterval = interval }
        case .changeConfiguration where read.isAccepted && read.request.text("key") == "HeartbeatInterval":
            if let interval = read.request.integer("value"), interval > 0 { heartbeatInterval = interval }
        default: break
        }
    }

    private mutating func add(_ kind: Timeline.Absence.Kind, _ from: Timestamp, _ to: Timestamp, _ detail: String) {
        let from = max(from, begin)
        guard to > from else { return }
        guard absences.count < Self.most else { return omitted += 1 }
        absences.append(Timeline.Absence(kind: kind, from: from, to: to, detail: detail))
    }

    private mutating func addConnection(_ connection: Timeline.Connection) {
        if let to = connection.to, to <= begin { return }
        guard connections.count < Self.most else { return omitted += 1 }
        connections.append(connection)
    }
}

import OCPPLog

/// Says in sentences what was assumed of a log.
enum TraceNotes {
    static func of(_ account: Trace.Account) -> [String] {
        var notes: [String] = []
        if account.times.witnesses > 0, !account.times.offsets.isEmpty {
            let offsets = account.times.offsets.map(offset).joined(separator: ", then ")
            notes.append(
                "its times name no zone; \(counted(account.times.witnesses, "answer")) of the CSMS in it "
                    + "\(account.times.witnesses == 1 ? "tells" : "tell") that it is \(offsets)")
        }
        if account.hasUnclearTimes {
            notes.append(
                "its times name no zone, and no answer in it tells it: they are taken as the clock here shows time; "
                    + "--tz says another zone")
        }
        if account.isOrderOnly {
            notes.append("it has no times that can be read: its lines are counted, in milliseconds since 1970")
        } else if account.times.untimed > 0 {
            notes.append(
                "\(counted(account.times.untimed, "frame")) without a time: placed behind the line before, in the order of the log"
            )
        }
        if account.isCounted {
            notes.append("it has no times: its lines are counted, in milliseconds from the time given")
        }
        if account.unnamed > 0 {
            notes.append(
                "\(counted(account.unnamed, "frame")) whose line names no charging station: taken as those of "
                    + "\(VisibleText.of(account.unnamedAs)); --charger names another")
        }
        if account.collapsed > 0 {
            notes.append("\(counted(account.collapsed, "line")) that repeat a frame of another line left out")
        }
        return notes
    }

    /// `1 line`, `12,340 lines`.
    static func counted(_ count: Int, _ one: String) -> String {
        var digits = String(count)
        var grouped = ""
        while digits.count > 3 {
            grouped = "," + digits.suffix(3) + grouped
            digits.removeLast(3)
        }
        return digits + grouped + " " + one + (count == 1 ? "" : "s")
    }

    private static func offset(_ minutes: Int) -> String {
        guard minutes != 0 else { return "UTC" }
        let (hours, rest) = abs(minutes).quotientAndRemainder(dividingBy: 60)
        return (minutes < 0 ? "-" : "+") + (hours < 10 ? "0" : "") + "\(hours):" + (rest < 10 ? "0" : "") + "\(rest)"
    }
}

import OCPP

// How a station restarts, takes new firmware, and ends its connection.
extension StationScript {
    private static let firmwareSteps = ["Downloading", "Downloaded", "Installing", "Installed"]

    /// Ends what is going on and switches off a little later.
    mutating func reboot(_ reason: String, _ ending: Ending, at now: Timestamp) {
        guard !agenda.contains(.powerOff) else { return }
        bootReason = reason
        report.reboots += 1
        powerOffAt = now.advanced(by: Self.patience)
        end(ending, at: now)
        agenda.plan(.powerOff, in: visit == nil ? 0 : 3, from: now)
    }

    /// Switches off when nothing is under way, or when that has been waited for long enough.
    mutating func powerOff(at now: Timestamp) -> [Step] {
        if !(isQuiet && calls.isIdle), isAccepted, let powerOffAt, now < powerOffAt {
            agenda.plan(.powerOff, in: 0.1, from: now)
            return []
        }
        switchOff()
        return hangUp(isAbrupt: false, after: 5...15)
    }

    mutating func updateFirmware(_ step: Int, _ requestID: Int?, at now: Timestamp) {
        guard step < Self.firmwareSteps.count else { return }
        if isAccepted { say(messages.firmwareStatus(Self.firmwareSteps[step], requestID: requestID)) }
        plan(.firmware(step: step + 1, requestID: requestID), in: 5...15, at: now)
    }

    mutating func hangUp(isAbrupt: Bool, after seconds: ClosedRange<Int>) -> [Step] {
        let away = Double(Int.random(in: seconds, using: &random)) / agenda.pace
        return [.hangUp(HangUp(isAbrupt: isAbrupt, away: .seconds(away)))]
    }
}

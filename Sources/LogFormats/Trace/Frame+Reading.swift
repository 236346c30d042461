import OCPP

extension Frame {
    /// The id that ties request and answer together; nil where none could be read.
    var uniqueID: UniqueID? {
        switch self {
        case .call(let call), .send(let call): call.uniqueID
        case .callResult(let result): result.uniqueID
        case .callError(let error), .callResultError(let error): error.uniqueID
        case .malformed(let problem): problem.uniqueID
        }
    }

    /// What an answer of the CSMS says the time is: `currentTime` of BootNotification and Heartbeat.
    func currentTime(in bytes: [UInt8]) -> Timestamp? {
        guard case .callResult(let result) = self,
            let place = ByteSearch.place(of: "\"currentTime\"", in: bytes[result.payload])
        else { return envelopeTime(in: bytes) }
        var value = LineScanner(bytes, place + 13..<result.payload.upperBound)
        value.skipBlanks()
        guard value.skip(":") else { return nil }
        value.skipBlanks()
        guard value.skip("\""), let time = value.dateTime() else { return nil }
        return Self.moment(time)
    }

    /// The same of an answer in an envelope of OCPP-S.
    private func envelopeTime(in bytes: [UInt8]) -> Timestamp? {
        guard case .callResult(let result) = self, result.payload.isEmpty,
            let place = ByteSearch.place(of: "currentTime>", in: bytes[...])
        else { return nil }
        var value = LineScanner(bytes, place + 12..<bytes.count)
        value.skipBlanks()
        return value.dateTime().flatMap { Self.moment($0) }
    }

    /// Stations and servers that leave the zone out mean UTC.
    private static func moment(_ time: LoggedTime) -> Timestamp? {
        switch time {
        case .instant(let moment), .local(let moment): moment
        case .timeOfDay, .yearless: nil
        }
    }
}

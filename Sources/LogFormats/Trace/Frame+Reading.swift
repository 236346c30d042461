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
        else { return nil }
        var value = LineScanner(bytes, place + 13..<result.payload.upperBound)
        value.skipBlanks()
        guard value.skip(":") else { return nil }
        value.skipBlanks()
        guard value.skip("\""), let time = value.dateTime() else { return nil }
        // Stations and servers that leave the zone out mean UTC.
        switch time {
        case .instant(let moment), .local(let moment): return moment
        case .timeOfDay, .yearless: return nil
        }
    }
}

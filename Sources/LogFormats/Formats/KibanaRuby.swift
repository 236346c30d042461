import OCPP

/// The log of a central system in Ruby on Rails as Kibana's table shows it: the newest line first.
///
///     Nov 24, 2026 @ 10:00:00.120<tab>RAW_SND: [3,"1",{}]
///     Nov 24, 2026 @ 10:00:00.000<tab>RAW_RCV: [2, "1", "StatusNotification", {"connectorId"=>1, "info"=>nil}]
///
/// The time is that of the browser, without a zone. `RAW_RCV` came from the charging station, in the notation of Ruby's `inspect`;
/// `RAW_SND` went to it. The charging station is not named.
struct KibanaRuby: LineFormat {
    static let name = "kibana-ruby"
    static let title = "Kibana table of a Rails system (RAW_RCV, RAW_SND)"
    static let isNewestFirst = true
    static let sample = """
        Nov 24, 2026 @ 10:00:00.120\tRAW_SND: [3,"1",{"currentTime":"2026-11-24T09:00:00Z"}]
        Nov 24, 2026 @ 10:00:00.000\tRAW_RCV: [2, "1", "Heartbeat", {"customData"=>{"vendorId"=>"x=>y", "a"=>nil}}]
        """

    static let showsFramesAsTheyAre = false

    mutating func read(_ line: inout LineScanner) -> LineReading? {
        guard let time = Self.time(&line) else { return nil }
        line.skipBlanks()
        let isReceived = line.skip("RAW_RCV: ")
        guard isReceived || line.skip("RAW_SND: ") else { return .noFrame(.noFrame) }
        line.skipBlanks()
        guard line.next == UInt8(ascii: "[") else { return .noFrame(.noFrame) }
        var mark = FrameMark(start: line.position, time: time, sender: isReceived ? .cp : .csms)
        if line.place(of: "=>") != nil {
            mark.decoded = RubyNotation.json(line.bytes[line.position..<line.end])
            mark.remark = "turned into JSON from the notation of Ruby"
        }
        return .frame(mark)
    }

    /// `Nov 24, 2026 @ 10:00:00.120`
    private static func time(_ line: inout LineScanner) -> LoggedTime? {
        guard let month = line.monthName(), line.skip(" "), let day = line.number(2) ?? line.number(1), line.skip(", "),
            let year = line.number(4), line.skip(" @ "), let time = line.timeOfDay(),
            let date = Timestamp(year: year, month: month, day: day)
        else { return nil }
        return .local(Timestamp(microseconds: date.microseconds + time))
    }
}

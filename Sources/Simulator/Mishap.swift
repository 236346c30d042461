/// What goes wrong in a simulated conversation, on purpose. A scenario is a set of them; without any, all is well.
public enum Mishap: String, Sendable, Hashable, CaseIterable {
    /// A connector breaks down, whatever goes on there, and works again some minutes later.
    case fault
    /// The station restarts in the middle of a transaction: by itself, or since the CSMS asks without a look at what goes on.
    case restart
    /// The connection ends without a Close frame, and the station comes back some seconds later.
    case brokenLine = "broken-line"
    /// The station sends something that is no OCPP frame.
    case brokenFrame = "broken-frame"
    /// The station sends an answer to which there is no request.
    case strayAnswer = "stray-answer"
    /// The station leaves a request of the CSMS without an answer, once in thirty.
    case silentStation = "silent-station"
    /// The CSMS leaves a request of the station without an answer, once in sixty.
    case silentCSMS = "silent-csms"
    /// The CSMS refuses an id tag, once in nine.
    case refusedTag = "refused-tag"
    /// One side asks for what the other need not have: keys, messages that are optional, makers' own messages.
    case unsupported
    /// The CSMS asks for what cannot be just now: a remote start where somebody charges, to clear a limit that is not there.
    case untimely
    /// The clocks of the stations of one maker are an hour wrong.
    case wrongClock = "wrong-clock"
    /// The stations of one maker write times without a zone.
    case noZone = "no-zone"

    /// Everything that can go wrong.
    public static let all = Set(allCases)
}

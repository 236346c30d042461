import OCPP
import OCPPLog

/// The page that sends a CALL: the form, the question before it, and the answer after it.
struct CallPage: Sendable {
    /// One thing that is wrong with the payload.
    struct Fault: Sendable, Hashable {
        /// Where, as a JSON pointer; nil for the payload as a whole.
        var pointer: String?
        var sentence: String
    }

    var frame: PageFrame
    var charger: String
    /// As it is sent back.
    var identity: String
    var tabs: [ChargerTab]
    var url: String
    var logURL: String
    var actions: [TimeChoice.Option]
    var action: String
    /// What the action does.
    var meaning: String?
    /// `OCPP 1.6`
    var version: String
    var payload: String
    /// Why nothing can be sent; nil where something can.
    var hindrance: EmptyLog?
    /// Why it was not sent.
    var problem: String?
    var faults: [Fault] = []
    /// Whether it is asked once more before it is sent.
    var isAsking = false {
        didSet { showsForm = !isAsking }
    }
    private(set) var showsForm = true
    var answer: CallAnswer?

    let chosen: Action
    private let spoken: OCPPVersion
    /// The longest payload that the form takes.
    private static let longest = 32 << 10

    init(_ charger: ChargerID, _ version: OCPPVersion, action: String?, now: Timestamp, frame: PageFrame) {
        self.frame = frame
        self.charger = EntryWords.charger(charger, limit: 200)
        identity = charger.rawValue
        tabs = ChargerTab.all(of: charger, current: .call, from: nil, to: nil)
        url = Link.to("\(Link.path(of: charger))/call", [])
        logURL = Link.logs(("q", Query.charger(charger).description))
        let known = CallChoice.actions(of: version)
        let chosen = action.map { Action($0) } ?? CallChoice.first
        self.chosen = chosen
        self.action = ShownText.of(chosen.rawValue, limit: 60)
        actions = known.map { .init(value: $0.rawValue, label: $0.rawValue, isChosen: $0 == chosen) }
        meaning = CallChoice.meaning(of: chosen)
        spoken = version.reading
        self.version = "OCPP \(version.reading.rawValue)"
        payload = CallChoice.example(of: chosen, in: version, now: now)
        if !known.contains(chosen) {
            problem = "A CSMS sends no such action in \(self.version). Choose one of the list."
        }
    }

    /// Finds out whether anything can be sent.
    mutating func findHindrance(_ charger: ChargerID, _ settings: WebSettings) {
        let steps = [EmptyLog.Step(label: "Its log", url: logURL)]
        if settings.isProxy || settings.calls == nil {
            hindrance = EmptyLog(
                title: "Nothing can be sent from here",
                sentences: [
                    settings.isProxy
                        ? "This program is a proxy: stations take CALLs from their CSMS only. Send it there; it is recorded here."
                        : "This program does not speak to stations.",
                    "To send CALLs from this page, start the program as a controller, without an upstream.",
                ], steps: steps)
        } else if let presence = settings.presence, presence.connectedSince[charger] == nil {
            hindrance = EmptyLog(
                title: "The charging station is not connected",
                sentences: ["A CALL needs an open connection. Open this page again when the station is back."],
                steps: [.init(label: "Try again", url: url)] + steps)
        }
    }

    /// Reading is for everybody, sending is not.
    /// - Parameter address: where to go afterwards; nil: to the form.
    mutating func askToSignIn(_ address: String? = nil) {
        hindrance = EmptyLog(
            title: "Sign in to send a call",
            sentences: ["Who reads need not sign in. Who sends something to a charging station must."],
            steps: [.init(label: "Sign in to send", url: Link.to("/sign-in", [("to", address ?? url)]))])
    }

    /// What became of a CALL is not known any more.
    mutating func forget() {
        hindrance = EmptyLog(
            title: "This answer is not kept any more",
            sentences: [
                "What has no entry is kept for ten minutes, the last \(AnswerShelf.most) of all, and until the program ends.",
                "Nothing is sent again.",
            ], steps: [.init(label: "Its log", url: logURL), .init(label: "Send another", url: url)])
    }

    /// Checks the payload against the schema of the request.
    /// - Returns: whether it may be sent.
    mutating func check() -> Bool {
        guard problem == nil else { return false }
        let bytes = Array(payload.utf8)
        guard bytes.count <= Self.longest else {
            problem =
                "The payload has \(Phrase.grouped(bytes.count)) bytes; the form takes \(Phrase.grouped(Self.longest))."
            return false
        }
        guard let schema = PayloadSchema.request(of: chosen, in: spoken) else { return true }
        let problems = SchemaCheck.problems(in: bytes.span, against: schema)
        faults = problems.map { Fault($0.pointer, $0.sentence) }
        if !faults.isEmpty { problem = "The payload is no \(action) of \(version). Nothing was sent." }
        return faults.isEmpty
    }

    /// Says why it was not sent.
    mutating func fail(_ error: CallSendingError) {
        problem = "\(EntrySentence.of(ShownText.of(error.sentence, limit: 1_000))) Nothing was sent."
        faults = error.problems.map { Fault($0.pointer, $0.sentence) }
    }
}

extension CallPage.Fault {
    fileprivate init(_ pointer: String, _ sentence: String) {
        self.init(
            pointer: pointer.isEmpty ? nil : ShownText.of(pointer, limit: 300),
            sentence: EntrySentence.of(ShownText.of(sentence, limit: 600)))
    }
}

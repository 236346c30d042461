/// What a word of OCPP means: an action, a status, an error code or a reason, in words of our own.
public struct Explanation: Sendable, Hashable {
    /// What kind of word it is; the raw values stand in JSON.
    public enum Kind: String, Sendable, Hashable, CaseIterable {
        case action
        case status
        case error
        case reason
    }

    /// One field of an action's request or response.
    public struct Field: Sendable, Hashable {
        /// The name as it stands in the payload: `connectorId`, `meterValue[].sampledValue[].value`.
        public var name: String
        /// What it means, with its unit and limits.
        public var meaning: String

        /// A field and its meaning.
        public init(_ name: String, _ meaning: String) {
            self.name = name
            self.meaning = meaning
        }
    }

    /// The word as the specification spells it.
    public var word: String
    /// What kind of word it is.
    public var kind: Kind
    /// The versions of OCPP that know it: `1.6`, `2.0.1`, `2.1`.
    public var versions: [String]
    /// Who sends it: `charging station`, `CSMS`, `both`; of a status or reason, in which messages it stands.
    public var sender: String
    /// What it means, in one or two sentences.
    public var meaning: String
    /// The fields of the request, most important first; empty for other words than actions.
    public var request: [Field]
    /// The fields of the response.
    public var response: [Field]
    /// Likely causes when it goes wrong, or why this word appears; the likeliest first.
    public var causes: [String]
    /// What to check next, in this order.
    public var checks: [String]
    /// Where the specification speaks of it: `OCPP 1.6 §4.9, §6.49`.
    public var specification: String

    /// An explanation; lists are empty unless told otherwise.
    public init(
        _ word: String, _ kind: Kind, versions: [String], sender: String, meaning: String, request: [Field] = [],
        response: [Field] = [], causes: [String] = [], checks: [String] = [], specification: String
    ) {
        self.word = word
        self.kind = kind
        self.versions = versions
        self.sender = sender
        self.meaning = meaning
        self.request = request
        self.response = response
        self.causes = causes
        self.checks = checks
        self.specification = specification
    }
}

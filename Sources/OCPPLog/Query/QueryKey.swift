/// What a text before a colon is.
enum QueryKey {
    case field(Field)
    /// A name of a time, which is asked for beside the query.
    case time
    /// A key of the language that cannot be asked for yet.
    case later
    /// A path of a payload that is written wrongly.
    case badPath
    case unknown

    init(_ text: String) {
        let key = CaseFolding.fold(text)
        let root = key.prefix { $0 != "." && $0 != "[" }
        if key == Field.has.name {
            self = .field(.has)
        } else if let field = Field.named(text) {
            self = .field(field)
        } else if Self.payloads.contains(String(root)) {
            self = .badPath
        } else if Self.times.contains(key) {
            self = .time
        } else if EntryField(rawValue: key) != nil {
            self = .later
        } else {
            self = .unknown
        }
    }

    /// The keys that may be meant by a mistyped one.
    static let suggested = Field.all.map(\.name) + [Field.has.name] + Field.all.flatMap(\.aliases)

    private static let times: Set<String> = ["datetime", "from", "to", "since", "until", "time"]
    private static let payloads: Set<String> = ["request", "req", "response", "res"]
}

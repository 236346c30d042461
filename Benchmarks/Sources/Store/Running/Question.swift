import OCPPLog

/// What every side is asked, and must answer alike.
enum Question: String, CaseIterable, Codable {
    case needle, phraseCount, phraseRows, digitsCount, digitsRows, groundFailure
    case newest, day, transaction, tag, uniqueID, histogram, facets

    var title: String {
        switch self {
        case .needle: "rare needle, in full"
        case .phraseCount: "phrase in most blocks, counted"
        case .phraseRows: "phrase in most blocks, all in full"
        case .digitsCount: "digits-only needle, counted"
        case .digitsRows: "digits-only needle, all in full"
        case .groundFailure: "GroundFailure, all in full"
        case .newest: "newest 100 of a site"
        case .day: "charger and day, in full"
        case .transaction: "transaction id"
        case .tag: "id tag"
        case .uniqueID: "unique id"
        case .histogram: "histogram, 30 days by the hour"
        case .facets: "facets of 7 fields, 30 days"
        }
    }

    /// The text that is looked for in requests and responses, where it is one.
    var text: String? {
        switch self {
        case .needle: Landmarks.needle
        case .phraseCount, .phraseRows: Landmarks.phrase
        case .digitsCount, .digitsRows: Landmarks.digits
        case .groundFailure: "GroundFailure"
        default: nil
        }
    }

    /// Whether the answer is a number and not entries.
    var isCount: Bool {
        switch self {
        case .phraseCount, .digitsCount, .histogram, .facets: true
        default: false
        }
    }

    /// The question in our query language.
    func query(_ landmarks: Landmarks) -> String {
        if let text { return "\"\(text)\"" }
        switch self {
        case .newest: return "site:\(landmarks.site)"
        case .day: return "charger:\(landmarks.charger)"
        case .transaction: return "tx:\(landmarks.transaction)"
        case .tag: return "tag:\(Landmarks.tag)"
        case .uniqueID: return "id:\(Landmarks.uniqueID)"
        default: return ""
        }
    }

    /// The fields of the facets.
    static let facetFields: [Field] = [.action, .charger, .site, .source, .status, .connector, .kind]

    /// Their columns in the tables of the peers.
    static let facetColumns = ["action", "charger_id", "site_id", "source", "status", "connector_id", "kind"]
}

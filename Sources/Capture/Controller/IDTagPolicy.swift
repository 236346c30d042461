public import OCPP

/// Which id tags (1.6) and id tokens (2.x) the controller lets charge.
public struct IDTagPolicy: Sendable, Hashable {
    /// The words of AuthorizationStatus. 1.6 has the first five; ``word(in:)`` says what it gets for the others.
    public enum Status: String, Sendable, Hashable, CaseIterable {
        case accepted = "Accepted"
        case blocked = "Blocked"
        case expired = "Expired"
        case invalid = "Invalid"
        case concurrentTx = "ConcurrentTx"
        case noCredit = "NoCredit"
        case notAllowedTypeEVSE = "NotAllowedTypeEVSE"
        case notAtThisLocation = "NotAtThisLocation"
        case notAtThisTime = "NotAtThisTime"
        case unknown = "Unknown"

        /// The word that a version has for it: in 1.6 a token that is not known is `Invalid`, and one that may not charge here
        /// and now is `Blocked`.
        public func word(in version: OCPPVersion) -> String {
            guard version.reading == .v16 else { return rawValue }
            return switch self {
            case .accepted, .blocked, .expired, .invalid, .concurrentTx: rawValue
            case .noCredit, .notAllowedTypeEVSE, .notAtThisLocation, .notAtThisTime: Status.blocked.rawValue
            case .unknown: Status.invalid.rawValue
            }
        }
    }

    /// What is known of one tag.
    public struct IDTag: Sendable, Hashable {
        /// The tag; case does not matter (CiString of 1.6, identifierString of 2.x).
        public var id: String
        /// What stations are told.
        public var status: Status
        /// From then on an accepted tag is `Expired`; nil: never.
        public var expiry: Timestamp?
        /// The group it belongs to: `parentIdTag` of 1.6, `groupIdToken` of 2.x.
        public var parent: String?

        /// A tag; accepted unless told otherwise.
        public init(id: String, status: Status = .accepted, expiry: Timestamp? = nil, parent: String? = nil) {
            self.id = id
            self.status = status
            self.expiry = expiry
            self.parent = parent
        }

        /// The status at a moment.
        func status(at now: Timestamp) -> Status {
            guard status == .accepted, let expiry, expiry <= now else { return status }
            return .expired
        }
    }

    private let tags: [String: IDTag]
    private let others: Status

    /// Every tag is accepted: who may charge is for a real CSMS to decide.
    public static let acceptAll = IDTagPolicy([], others: .accepted)

    /// A list of tags; of equal ones the first counts.
    /// - Parameter others: what tags are told that are not in the list.
    public init(_ tags: [IDTag], others: Status = .unknown) {
        self.tags = Dictionary(tags.map { ($0.id.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
        self.others = others
    }

    /// What is known of a tag; one that is not in the list has the status of the others.
    func tag(_ id: String) -> IDTag {
        tags[id.lowercased()] ?? IDTag(id: id, status: others)
    }
}

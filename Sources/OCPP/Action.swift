/// The name of an OCPP message, as it was sent. Vendors invent and misspell: any text is an action.
public struct Action: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The name as it was sent.
    public let rawValue: String

    /// An action from its name.
    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// An action from its name.
    public init(_ name: String) {
        self.rawValue = name
    }

    /// The name as it was sent.
    public var description: String { rawValue }

    /// What the versions say of this action; nil for one that no version knows.
    public var specification: ActionSpecification? {
        ActionSpecification.byAction[self]
    }

    /// What one version says of this action; nil where that version does not have it.
    public func specification(in version: OCPPVersion) -> ActionSpecification? {
        specification.flatMap { $0.versions.contains(version.reading) ? $0 : nil }
    }
}

extension Action {
    /// May this id tag charge?
    public static let authorize = Action("Authorize")
    /// The station has started and says what it is.
    public static let bootNotification = Action("BootNotification")
    /// A vendor's own message, either way.
    public static let dataTransfer = Action("DataTransfer")
    /// The station is there and asks for the time.
    public static let heartbeat = Action("Heartbeat")
    /// What the meter shows.
    public static let meterValues = Action("MeterValues")
    /// Something happened at a component, a fault among others (2.x).
    public static let notifyEvent = Action("NotifyEvent")
    /// A transaction began (1.6).
    public static let startTransaction = Action("StartTransaction")
    /// The state of a connector.
    public static let statusNotification = Action("StatusNotification")
    /// A transaction ended (1.6).
    public static let stopTransaction = Action("StopTransaction")
    /// A transaction began, went on or ended (2.x).
    public static let transactionEvent = Action("TransactionEvent")
}

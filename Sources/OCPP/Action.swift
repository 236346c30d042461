/// The name of an OCPP message, as it was sent. Vendors invent and misspell: any text is an action.
public struct Action: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    /// An action from its name.
    public init(_ name: String) {
        self.rawValue = name
    }

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
    public static let authorize = Action("Authorize")
    public static let bootNotification = Action("BootNotification")
    public static let dataTransfer = Action("DataTransfer")
    public static let heartbeat = Action("Heartbeat")
    public static let meterValues = Action("MeterValues")
    public static let notifyEvent = Action("NotifyEvent")
    public static let startTransaction = Action("StartTransaction")
    public static let statusNotification = Action("StatusNotification")
    public static let stopTransaction = Action("StopTransaction")
    public static let transactionEvent = Action("TransactionEvent")
}

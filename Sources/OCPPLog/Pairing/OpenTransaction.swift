public import OCPP

/// A charging transaction that runs, and the connector it runs on: messages that name only the transaction take it from here.
public struct OpenTransaction: Sendable, Hashable {
    /// Transaction ids are unique per charging station only.
    public struct Key: Sendable, Hashable {
        /// The charging station it runs on.
        public var charger: ChargerID
        /// The transaction id as text.
        public var transaction: String

        /// A key from its parts.
        public init(charger: ChargerID, transaction: String) {
            self.charger = charger
            self.transaction = transaction
        }
    }

    /// Which transaction it is.
    public var key: Key
    /// The connector it runs on; nil where the station never said.
    public var connectorID: Int?
    /// The EVSE it runs on (2.x); nil where the station never said.
    public var evseID: Int?

    /// A transaction and its place.
    public init(key: Key, connectorID: Int?, evseID: Int?) {
        self.key = key
        self.connectorID = connectorID
        self.evseID = evseID
    }
}

public import OCPP

/// A charging transaction that runs, and the connector it runs on: messages that name only the transaction take it from here.
public struct OpenTransaction: Sendable, Hashable {
    public struct Key: Sendable, Hashable {
        public var charger: ChargerID
        public var transaction: String

        public init(charger: ChargerID, transaction: String) {
            self.charger = charger
            self.transaction = transaction
        }
    }

    public var key: Key
    public var connectorID: Int?
    public var evseID: Int?

    public init(key: Key, connectorID: Int?, evseID: Int?) {
        self.key = key
        self.connectorID = connectorID
        self.evseID = evseID
    }
}

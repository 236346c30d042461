/// Whether a payload is the request or the response of an exchange.
public enum PayloadSide: Sendable, Hashable {
    case request, response
}

/// A field that is taken out of payloads, and the places where the versions put it.
public enum PayloadField: Sendable, Hashable, CaseIterable {
    case connectorID, evseID, status, errorCode, vendorErrorCode, transactionID, idTag, idTokenType, eventType
    case triggerReason

    /// One place: the names from the payload down to the value; an array stands for each of its elements.
    public struct Place: Sendable, Hashable {
        /// What is found there.
        public var field: PayloadField
        /// Whether it stands in requests or in responses.
        public var side: PayloadSide
        /// The member names on the way to it.
        public var path: [String]

        init(_ field: PayloadField, _ side: PayloadSide, _ path: String...) {
            self.field = field
            self.side = side
            self.path = path
        }
    }

    /// Every place, over all actions and versions (schemas of OCPP 1.6, 2.0.1 and 2.1).
    ///
    /// A name means the same wherever it stands, so a place need not name its actions.
    public static let places: [Place] = [
        Place(.connectorID, .request, "connectorId"),
        Place(.connectorID, .request, "evse", "connectorId"),
        Place(.connectorID, .request, "eventData", "component", "evse", "connectorId"),
        Place(.connectorID, .response, "connectorId"),
        Place(.evseID, .request, "evseId"),
        Place(.evseID, .request, "evse", "id"),
        Place(.evseID, .request, "eventData", "component", "evse", "id"),
        Place(.evseID, .request, "chargingProfileCriteria", "evseId"),
        Place(.evseID, .request, "batteryData", "evseId"),
        Place(.evseID, .response, "evseId"),
        Place(.evseID, .response, "schedule", "evseId"),
        Place(.status, .request, "status"),
        Place(.status, .request, "connectorStatus"),
        Place(.status, .response, "status"),
        Place(.status, .response, "idTagInfo", "status"),
        Place(.status, .response, "idTokenInfo", "status"),
        Place(.errorCode, .request, "errorCode"),
        Place(.errorCode, .request, "eventData", "techCode"),
        Place(.vendorErrorCode, .request, "vendorErrorCode"),
        Place(.transactionID, .request, "transactionId"),
        Place(.transactionID, .request, "transactionInfo", "transactionId"),
        Place(.transactionID, .request, "csChargingProfiles", "transactionId"),
        Place(.transactionID, .request, "chargingProfile", "transactionId"),
        Place(.transactionID, .response, "transactionId"),
        Place(.idTag, .request, "idTag"),
        Place(.idTag, .request, "idToken", "idToken"),
        Place(.idTokenType, .request, "idToken", "type"),
        Place(.eventType, .request, "eventType"),
        Place(.triggerReason, .request, "triggerReason"),
    ]
}

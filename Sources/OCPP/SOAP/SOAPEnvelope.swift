/// One message of OCPP-S (OCPP 1.2, 1.5 and 1.6 over SOAP 1.2), read. The bytes stay where they are.
public struct SOAPEnvelope: Sendable, Hashable {
    /// What an envelope is.
    public enum Kind: Sendable, Hashable {
        case request, response
        /// The request could not be answered.
        case fault
    }

    /// What it is.
    public var kind = Kind.request
    /// The action, spelled as OCPP-J spells it: `BootNotification`. Nil for a fault that does not say it.
    public var action: Action?
    /// What the header says of the charging station; responses often do not.
    public var chargeBoxIdentity: String?
    /// The `MessageID` of WS-Addressing.
    public var messageID: String?
    /// The `MessageID` of the request that it answers.
    public var relatesTo: String?
    /// Nil where the envelope names none: a fault does not need to.
    public var namespace: SOAPNamespace?
    /// What the log is searched by.
    public var fields = PayloadFields()
    /// Of a fault: the innermost code without its prefix.
    public var faultCode = ErrorCode("")
    /// Of a fault: the reason.
    public var faultText = ""

    init() {}

    /// Reads one envelope.
    /// - Throws: why it is none of OCPP.
    public init(_ bytes: Span<UInt8>) throws(FrameProblem) {
        var cursor = XMLCursor()
        var reader = SOAPEnvelopeReader()
        do throws(XMLProblem) {
            while let token = try cursor.next(in: bytes) {
                try reader.take(token, in: bytes)
            }
        } catch {
            throw FrameProblem(
                .notXML, at: error.offset, error.reason.rawValue, uniqueID: reader.envelope.uniqueID,
                action: reader.envelope.action)
        }
        guard let envelope = reader.completed() else {
            throw FrameProblem(.notEnvelope, at: 0, "this is no envelope of OCPP")
        }
        self = envelope
    }

    /// What ties request and answer together.
    public var uniqueID: UniqueID? {
        (kind == .request ? messageID : relatesTo ?? messageID).map { UniqueID($0) }
    }

    /// The version, marked with the transport.
    public var version: OCPPVersion { namespace?.version ?? .unknown }

    /// Who sent it, by the action, else by the namespace: some stations use that of the other side.
    public var sender: Source? {
        let senders = action?.specification?.requestedBy ?? []
        guard let requester = senders.count == 1 ? senders.first : namespace?.service.other else { return nil }
        return kind == .request ? requester : requester.other
    }

    /// The same as a frame of OCPP-J, so that what pairs frames pairs envelopes. It has no payload: its range is empty.
    public var frame: Frame {
        let uniqueID = uniqueID ?? UniqueID("")
        switch kind {
        case .request:
            return .call(.init(uniqueID: uniqueID, action: action ?? Action(""), payload: 0..<0, fields: fields))
        case .response: return .callResult(.init(uniqueID: uniqueID, payload: 0..<0, fields: fields))
        case .fault: return .callError(.init(uniqueID: uniqueID, code: faultCode, text: faultText, details: nil))
        }
    }
}

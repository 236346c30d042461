/// Why some bytes are not a frame, and where.
public struct FrameProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// What is wrong, as a word for machines.
    public enum Reason: String, Sendable, Hashable {
        case empty
        case notUTF8 = "not_utf8"
        case notJSON = "not_json"
        case notArray = "not_array"
        case unknownMessageType = "unknown_message_type"
        case badUniqueID = "bad_unique_id"
        case badAction = "bad_action"
        case badErrorCode = "bad_error_code"
        case missingElement = "missing_element"
        case payloadNotObject = "payload_not_object"
        case tooLarge = "too_large"
        case binary
        case webSocket = "websocket"
        /// What begins like an envelope of OCPP-S.
        case notXML = "not_xml"
        /// XML that is no envelope of OCPP-S.
        case notEnvelope = "not_envelope"
    }

    /// What is wrong.
    public var reason: Reason
    /// The byte, counted from 0, at which the frame goes wrong.
    public var offset: Int
    /// What is wrong, in a sentence for people that does not name the byte; ``description`` does.
    public var sentence: String
    /// The unique id, if it was read before the fault.
    public var uniqueID: UniqueID?
    /// The action, if it was read before the fault.
    public var action: Action?

    /// A problem at a byte.
    public init(_ reason: Reason, at offset: Int, _ sentence: String, uniqueID: UniqueID? = nil, action: Action? = nil)
    {
        self.reason = reason
        self.offset = offset
        self.sentence = sentence
        self.uniqueID = uniqueID
        self.action = action
    }

    /// The sentence and the byte: `the action is missing, at byte 7`.
    public var description: String {
        switch reason {
        case .empty, .tooLarge, .binary, .webSocket: sentence
        default: "\(sentence), at byte \(offset)"
        }
    }
}

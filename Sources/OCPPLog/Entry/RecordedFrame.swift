public import OCPP

/// The bytes of one frame as they were on the wire (secrets masked), and where its payload lies in them.
public struct RecordedFrame: Sendable, Hashable {
    /// What was kept: all of it, or the beginning of a frame that was too large.
    public var bytes: [UInt8]
    /// The payload; of a CALLERROR its details. Nil where there is none to point at, as in a malformed frame.
    public var payload: Range<Int>?
    /// The code and text of a CALLERROR or CALLRESULTERROR.
    public var error: ErrorPart?
    /// How long the frame was on the wire, in bytes; more than `bytes.count` when only its beginning was kept.
    public var length: Int

    /// What a CALLERROR says beside its details.
    public struct ErrorPart: Sendable, Hashable {
        /// The code as it was sent.
        public var code: ErrorCode
        /// The description; empty where it was left out.
        public var text: String

        /// What a CALLERROR says.
        public init(code: ErrorCode, text: String) {
            self.code = code
            self.text = text
        }
    }

    /// A frame; without `length` it was kept whole.
    public init(_ bytes: [UInt8], payload: Range<Int>?, error: ErrorPart? = nil, length: Int? = nil) {
        self.bytes = bytes
        self.payload = payload
        self.error = error
        self.length = length ?? bytes.count
    }

    /// Whether it is an envelope of OCPP-S, which is XML and has no payload to point at, instead of a frame of OCPP-J.
    public var isEnvelope: Bool {
        payload == nil && bytes.first { $0 > 0x20 } == UInt8(ascii: "<")
    }

    /// The bytes of the payload, empty where there is none.
    public var payloadBytes: ArraySlice<UInt8> {
        payload.map { bytes[$0] } ?? []
    }
}

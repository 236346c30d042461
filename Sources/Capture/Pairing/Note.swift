import OCPP

/// Something that happened on a connection, and when: written on the connection's event loop, read on the pairing loop.
struct Note: Sendable {
    /// What happened. The rare ones are boxed, so that a message takes little room.
    enum Event: Sendable {
        /// A connection that nothing was noted of before.
        indirect case began(ConnectionFacts)
        /// The handshake is complete.
        indirect case opened(ConnectionAgreement, ConnectionCircumstances)
        /// The handshake ended without a connection.
        indirect case refused(status: Int, reason: String, by: ConnectionEnd.Cause)
        /// A text message that one side sent.
        case message(Source, [UInt8])
        /// A message that is no text, or was not kept whole.
        indirect case unreadable(CapturedMessage)
        /// Messages that there was no room for.
        case lost(LostMessages)
        /// The connection is gone.
        indirect case closed(ConnectionEnd)
    }

    /// Tells the connections of one event loop apart.
    var connection: Int
    /// Of lost messages: when the first was there.
    var moment: Timestamp
    var event: Event

    /// About how much memory it takes, in bytes.
    var size: Int {
        switch event {
        case .message(_, let bytes): Self.ownSize + bytes.count
        case .unreadable(let message): Self.ownSize + 256 + message.bytes.count
        case .lost: Self.ownSize
        case .began, .opened, .refused, .closed: Self.ownSize + 512
        }
    }

    /// Who sent the message; nil for what is none.
    var messageSource: Source? {
        switch event {
        case .message(let source, _): source
        case .unreadable(let message): message.source
        case .began, .opened, .refused, .lost, .closed: nil
        }
    }

    /// The note and the head of its array.
    private static let ownSize = 96
}

/// Messages of one connection that could not be kept.
struct LostMessages: Sendable, Hashable {
    var traffic = ConnectionTraffic()
    /// When the last was there.
    var until: Timestamp
}

public import WebSockets

/// What this program is on the wire.
public enum CaptureRole: Sendable {
    /// A tunnel to the management system: every byte is passed on, and listened to.
    case proxy(to: Upstream)
    /// The management system itself.
    case controller(ControllerSettings)
}

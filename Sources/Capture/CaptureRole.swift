/// What this program is on the wire.
public enum CaptureRole: Sendable {
    /// A tunnel to the management systems: every byte is passed on, and listened to.
    case proxy(Routes)
    /// The management system itself.
    case controller(ControllerSettings)
}

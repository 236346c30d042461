import WebSockets

extension ListenerCounts {
    /// The figures that a test expects.
    init(open: Int, accepted: Int, refused: Int = 0) {
        self.init()
        self.open = open
        self.accepted = accepted
        self.refused = refused
    }
}

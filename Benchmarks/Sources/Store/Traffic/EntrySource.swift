import OCPPLog

/// Hands the traffic out as entries, and knows what the making of them costs.
struct EntrySource {
    private var traffic: Traffic
    private var message = Message()
    private let count: Int
    private(set) var made = 0
    /// Seconds of the processor.
    private(set) var cpu = 0.0

    init(_ traffic: Traffic, count: Int) {
        self.traffic = traffic
        self.count = count
    }

    /// The next entries; none when all were made.
    mutating func next(_ batch: Int) -> [Entry] {
        let begun = Usage.thread
        var entries: [Entry] = []
        entries.reserveCapacity(min(batch, count - made))
        while entries.count < batch, made < count {
            traffic.next(&message)
            entries.append(message.entry(of: traffic.chargers[message.charger], origin: Ours.origin))
            made += 1
        }
        cpu += Usage.thread - begun
        return entries
    }
}

/// Time cut into slots of one length: slot 0 begins with the epoch.
struct TimeSlots: Hashable, Sendable {
    /// In microseconds.
    let length: Int64

    /// From fine to coarse: a quarter of an hour, an hour, six hours, a day. Each is made of whole slots of the one before.
    static let all = [900, 3_600, 21_600, 86_400].map { TimeSlots(length: $0 * 1_000_000) }

    private init(length: Int64) {
        self.length = length
    }

    /// The slot that a moment lies in.
    func slot(of time: Int64) -> Int64 {
        let (quotient, remainder) = time.quotientAndRemainder(dividingBy: length)
        return remainder < 0 ? quotient - 1 : quotient
    }

    /// The beginning of a slot; nil where it is before all times.
    func beginning(of slot: Int64) -> Int64? {
        let (time, overflow) = slot.multipliedReportingOverflow(by: length)
        return overflow ? nil : time
    }
}

import OCPP

/// Writes moments as makers spell them; the day is kept, since it seldom changes.
struct TimeWriter {
    enum Style {
        case milliseconds, seconds, offset, noZone, microseconds
    }

    private var day: Int64 = .min
    private var dayText: [UInt8] = []

    mutating func append(_ microseconds: Int64, _ style: Style, to bytes: inout [UInt8]) {
        let (today, rest) = (microseconds / 86_400_000_000, microseconds % 86_400_000_000)
        if today != day {
            day = today
            dayText = Array(Timestamp(microseconds: today * 86_400_000_000).description.utf8.prefix(11))
        }
        bytes += dayText
        let seconds = Int(rest / 1_000_000)
        bytes.append(number: seconds / 3_600, width: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(number: seconds / 60 % 60, width: 2)
        bytes.append(UInt8(ascii: ":"))
        bytes.append(number: seconds % 60, width: 2)
        switch style {
        case .milliseconds:
            bytes.append(UInt8(ascii: "."))
            bytes.append(number: Int(rest / 1_000 % 1_000), width: 3)
        case .microseconds:
            bytes.append(UInt8(ascii: "."))
            bytes.append(number: Int(rest % 1_000_000), width: 6)
        case .offset:
            bytes += [0x2B, 0x30, 0x30, 0x3A, 0x30, 0x30]
            return
        case .seconds: break
        case .noZone: return
        }
        bytes.append(UInt8(ascii: "Z"))
    }
}

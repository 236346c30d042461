import OCPP

/// MicroOcpp, on the station: what it writes to the serial line. Its older names stand in the brackets as well.
///
///     [MO] Send: [2,…]
///     [MO] info (BootNotification.cpp:83): …
///
/// `Send` is from the station. There is no time unless the monitor of the serial line puts one before it. A line may begin in the
/// middle of another.
struct MicroOcpp: LineFormat {
    static let name = "microocpp"
    static let title = "MicroOcpp, ArduinoOcpp (serial log)"
    static let sample = """
        [MO] info (main.cpp:34): OCPP Connected to url: /CP-7
        [MO] Send: [2,"1000000","Heartbeat",{}]
        [MO] Recv: [3,"1000000",{"currentTime":"2026-09-03T06:25:55.195Z"}]
        """

    mutating func read(_ line: inout LineScanner) -> LineReading? {
        if line.skip("[MO] ") || line.skip("[OCPP] ") || line.skip("[AO] ") {
            let isSent = line.skip("Send: ")
            guard isSent || line.skip("Recv: "), line.next == UInt8(ascii: "[") else { return .noFrame(.noFrame) }
            return .frame(FrameMark(start: line.position, sender: isSent ? .cp : .csms))
        }
        return middle(line, "] Send: [", .cp) ?? middle(line, "] Recv: [", .csms)
    }

    /// Behind something else, or without the first character.
    private func middle(_ line: LineScanner, _ text: StaticString, _ sender: LoggedSender) -> LineReading? {
        guard let place = line.place(of: text), !line.isFrame, !line.isTimed else { return nil }
        let before = line.bytes[line.position..<place]
        guard before.hasSuffix("MO") || before.hasSuffix("OCPP") || before.hasSuffix("AO") else { return nil }
        return .frame(FrameMark(start: place + text.utf8CodeUnitCount - 1, sender: sender))
    }
}

extension LineScanner {
    /// Whether a frame begins right here.
    fileprivate var isFrame: Bool {
        position + 1 < end && bytes[position] == UInt8(ascii: "[") && bytes[position + 1] &- 0x30 < 10
    }

    /// Whether it begins with the time of a monitor of the serial line, which is to be taken off.
    fileprivate var isTimed: Bool {
        var line = self
        return line.timeOfDay() != nil
    }
}

extension ArraySlice<UInt8> {
    fileprivate func hasSuffix(_ text: StaticString) -> Bool {
        let length = text.utf8CodeUnitCount
        guard count >= length else { return false }
        for index in 0..<length where self[endIndex - length + index] != text.utf8Start[index] { return false }
        return true
    }
}

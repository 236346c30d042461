import OCPP

/// Takes a line out of the JSON that Docker, journald and Loki put around the lines of any program.
///
///     {"log":"…\n","stream":"stdout","time":"2026-11-24T10:00:00.5Z"}            Docker, json-file
///     {"MESSAGE":"…","__REALTIME_TIMESTAMP":"1795514400500000",…}               journalctl -o json
///     {"labels":{…},"line":"…","timestamp":"2026-11-24T10:00:00.5Z"}            logcli -o jsonl
enum JSONWrapper {
    /// The line within another one, without its line break, and when it was taken; nil for a line that is not wrapped so.
    static func unwrapped(_ line: ArraySlice<UInt8>) -> (text: [UInt8], time: LoggedTime?)? {
        guard line.first == UInt8(ascii: "{"), line.last(where: { $0 > 0x20 }) == UInt8(ascii: "}") else { return nil }
        let bytes = Array(line)
        let scanner = LineScanner(bytes, 0..<bytes.count)
        let isDocker = scanner.place(of: "\"stream\"") != nil && scanner.place(of: "\"log\"") != nil
        let isJournal = !isDocker && scanner.place(of: "\"__REALTIME_TIMESTAMP\"") != nil
        let isLoki = !isDocker && !isJournal && scanner.place(of: "\"labels\"") != nil
        guard isDocker || isJournal || isLoki else { return nil }
        var row = JSONRow()
        do throws(LineFault) {
            try row.read(0..<bytes.count, of: bytes)
        } catch {
            return nil
        }
        let time = row.text(isDocker ? "time" : isJournal ? "__REALTIME_TIMESTAMP" : "timestamp", in: bytes)
        guard let member = row.member(isDocker ? "log" : isJournal ? "MESSAGE" : "line", in: bytes) else { return nil }
        var text = member.token.kind == .beginArray ? numbers(bytes[member.range]) : JSONRow.content(member, in: bytes)
        while let last = text.last, last == 0x0A || last == 0x0D { text.removeLast() }
        return (text, time.flatMap(StatedTime.read))
    }

    /// Whether an object is what stands around a line of another program.
    static func isAround(_ row: JSONRow, _ bytes: [UInt8]) -> Bool {
        row.member("__REALTIME_TIMESTAMP", in: bytes) != nil
            || row.member("stream", in: bytes) != nil && row.member("log", in: bytes) != nil
            || row.member("labels", in: bytes) != nil && row.member("line", in: bytes) != nil
    }

    /// journald writes a line that is no plain text, as one with colours, as an array of its bytes.
    private static func numbers(_ array: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var number: Int?
        for byte in array {
            if case 0x30...0x39 = byte {
                number = min((number ?? 0) * 10 + Int(byte - 0x30), 256)
            } else if let complete = number {
                if complete < 256 { bytes.append(UInt8(complete)) }
                number = nil
            }
        }
        return bytes
    }
}

import OCPP

/// Takes away what stands before the lines of a program when something else keeps its log: syslog, journald, Docker Compose, the
/// quoting of a mail, colours of a terminal.
struct Unwrapper {
    /// So many of them may be around each other.
    static let most = 4

    /// Takes one of them away.
    /// - Returns: whether there was one. The time is that which it says, if it says one.
    func unwrap(_ line: inout LineScanner, _ time: inout LoggedTime?) -> Bool {
        if colours(&line) || quote(&line) || syslog(&line, &time) || stamped(&line, &time)
            || tag(&line)
        {
            return true
        }
        return compose(&line)
    }

    /// Takes away the JSON of Docker, journald and Loki.
    func json(_ line: inout LineScanner, _ time: inout LoggedTime?) -> Bool {
        guard line.next == UInt8(ascii: "{"),
            let inside = JSONWrapper.unwrapped(line.bytes[line.position..<line.end])
        else { return false }
        time = inside.time ?? time
        line = LineScanner(inside.text, 0..<inside.text.count)
        return true
    }

    /// `> ` and `>> ` of mails.
    private func quote(_ line: inout LineScanner) -> Bool {
        let start = line.position
        while line.skip(">") {}
        guard line.position > start else { return false }
        _ = line.skip(" ")
        return true
    }

    /// `evcc  | `
    private func compose(_ line: inout LineScanner) -> Bool {
        let start = line.position
        guard line.word() != nil, line.skipBlanks(), line.skip("| ") || line.skip("|\t") else {
            line.position = start
            return false
        }
        return true
    }

    /// `Okt 23 12:39:47 host evcc[4674]: `, or with a time in RFC 3339.
    private func syslog(_ line: inout LineScanner, _ time: inout LoggedTime?) -> Bool {
        let start = line.position
        guard let stamp = line.yearlessTime() ?? line.dateTime(), line.skipBlanks(), line.word() != nil, line.skip(" "),
            line.word(until: ":") != nil, line.skip(": ")
        else {
            line.position = start
            return false
        }
        time = stamp
        return true
    }

    /// `evcc[4674]: `: what is left of syslog when its time was cut off.
    private func tag(_ line: inout LineScanner) -> Bool {
        let start = line.position
        guard line.word(until: "[") != nil, line.skip("["), line.number(1) != nil else {
            line.position = start
            return false
        }
        while line.number(1) != nil {}
        guard line.skip("]: ") else {
            line.position = start
            return false
        }
        return true
    }

    /// A time alone, as `kubectl logs --timestamps`, `docker logs -t`, or a monitor of a serial line put it: `11:52:55.587 > `.
    private func stamped(_ line: inout LineScanner, _ time: inout LoggedTime?) -> Bool {
        let start = line.position
        if case .instant(let moment) = line.dateTime(), line.skip(" ") {
            time = .instant(moment)
            return true
        }
        line.position = start
        guard let clock = line.timeOfDay(), line.skip(" -> ") || line.skip(" > ") else {
            line.position = start
            return false
        }
        time = .timeOfDay(clock)
        return true
    }

    /// `ESC [ 1 ; 3 5 m`
    private func colours(_ line: inout LineScanner) -> Bool {
        guard line.bytes[line.position..<line.end].contains(0x1B) else { return false }
        var plain: [UInt8] = []
        plain.reserveCapacity(line.end - line.position)
        var position = line.position
        while position < line.end {
            let byte = line.bytes[position]
            position += 1
            guard byte == 0x1B, position < line.end, line.bytes[position] == UInt8(ascii: "[") else {
                if byte != 0x1B { plain.append(byte) }
                continue
            }
            position += 1
            while position < line.end, !(0x40...0x7E).contains(line.bytes[position]) { position += 1 }
            position += 1
        }
        line = LineScanner(plain, 0..<plain.count)
        return true
    }
}

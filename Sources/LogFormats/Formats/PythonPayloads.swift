import OCPP
import OCPPLog

/// The log of an application in Python that shows what it received as dataclasses of the library `ocpp`.
///
///     Nov 24 10:00:00 host docker[17]: INFO     v201 :322  CP-7: StartTransaction received from chargepoint:
///     TransactionEventPayload(event_type='Started', timestamp='2026-11-24T09:00:00.000+0000', …)
///
/// (on one line; the arguments may go on over the next ones). The charging station stands before the message; it sent it. There is
/// no frame: the arguments are turned into the payload that they stand for, without a message id. The time is the one that the
/// payload states, since that of the line has neither year nor zone; both are said in the entry's `detail`.
enum PythonPayloads: FileFormat {
    static let name = "python-payloads"
    static let title = "payloads of OCPP 2.0.1 as dataclasses in Python"
    static let sample = """
        Nov 24 10:00:01 host docker[17]: INFO     v201             :322  CP-7: StartTransaction received from chargepoint: TransactionEventPayload(event_type='Started', timestamp='2026-11-24T09:00:00.000+0000', trigger_reason=<TriggerReasonType.authorized: 'Authorized'>, seq_no=0, transaction_info={'transaction_id': 't-1'}, offline=False, reservation_id=None)
        """

    static func confidence(_ head: ArraySlice<UInt8>, isWhole: Bool) -> Double {
        let text = HeadText(head)
        guard text.has(" received from chargepoint: "), text.has("Payload(") else { return 0 }
        return text.has(": receive message [") ? 0.3 : 0.9
    }

    static func reader(_ options: ImportOptions) -> any EntryReader { RecordLogReader<Parser>(options) }

    struct Parser: RecordParser {
        private var builder: EntryBuilder
        private var call: PythonCall?

        init(_ options: ImportOptions) {
            builder = EntryBuilder(options)
        }

        static func cutter(_ head: ArraySlice<UInt8>, isWhole: Bool) -> LineCutter? { LineCutter() }

        mutating func read(
            _ record: Range<Int>, of bytes: [UInt8], line: Int, by cutter: LineCutter, into findings: inout [Finding]
        ) {
            if call == nil {
                var scanner = LineScanner(bytes, record)
                guard let next = PythonCall(&scanner, line: line) else {
                    findings.append(.passedOver(Self.fault(scanner), line: line))
                    return
                }
                call = next
            } else {
                call?.append(bytes[record])
            }
            guard call?.isComplete ?? false else { return }
            release(into: &findings)
        }

        mutating func finish(line: Int, by cutter: LineCutter, into findings: inout [Finding]) -> ImportFault? {
            release(into: &findings)
            return nil
        }

        private mutating func release(into findings: inout [Finding]) {
            guard let call else { return }
            self.call = nil
            guard let exchange = call.exchange else {
                findings.append(.reject(LineFault.noPythonArguments.reject(at: call.line)))
                return
            }
            findings.append(exchange.finding(&builder, line: call.line))
        }

        private static func fault(_ line: LineScanner) -> LineFault {
            line.place(of: "Payload to backend") == nil ? .noFrame : .passedOn
        }
    }
}

/// A call that creates a dataclass, which may go on over several lines.
struct PythonCall {
    /// A longer one is damaged.
    private static let longest = 1 << 20

    let line: Int
    private let action: String
    private let charger: String
    private var text: [UInt8] = []
    private var depth = 1
    private var quote: UInt8?
    private var isEscaped = false

    /// Whether its last bracket is there, or will not come.
    var isComplete: Bool { depth == 0 || text.count > Self.longest }

    /// Nil for a line on which none begins.
    init?(_ scanner: inout LineScanner, line: Int) {
        guard let before = scanner.take(until: " received from chargepoint: "),
            let colon = scanner.bytes[before].lastIndex(
                of: UInt8(ascii: ":")),
            let name = scanner.take(until: "Payload("), !name.isEmpty
        else { return nil }
        let word = scanner.bytes[before.lowerBound..<colon].reversed().prefix { $0 > 0x20 }
        charger = String(decoding: word.reversed(), as: UTF8.self)
        action = scanner.text(name)
        self.line = line
        append(scanner.bytes[scanner.position..<scanner.end])
    }

    /// Takes the next line.
    mutating func append(_ more: ArraySlice<UInt8>) {
        if !text.isEmpty { text.append(0x0A) }
        for byte in more {
            guard depth > 0 else { return }
            text.append(byte)
            if isEscaped {
                isEscaped = false
            } else if let open = quote {
                if byte == UInt8(ascii: "\\") { isEscaped = true }
                if byte == open { quote = nil }
            } else {
                follow(byte)
            }
        }
    }

    private mutating func follow(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
        default: break
        }
    }

    /// What it stands for; nil when it is damaged.
    var exchange: PayloadExchange? {
        var notation = PythonNotation(text[...])
        guard depth == 0, let payload = notation.arguments() else { return nil }
        var row = JSONRow()
        do throws(LineFault) {
            try row.read(0..<payload.count, of: payload)
        } catch {
            return nil
        }
        return PayloadExchange(
            action: action, request: payload, charger: charger,
            time: row.text("timestamp", in: payload).flatMap(StatedTime.read), source: .cp,
            detail:
                "converted from the arguments of \(action)Payload in Python; the time is the one that the payload states"
        )
    }
}

extension LineFault {
    fileprivate static let noPythonArguments = LineFault(
        code: "bad_python", reason: "what is between the brackets are no arguments of Python, or they are cut off")
    fileprivate static let passedOn = LineFault(
        code: "passed_on", reason: "the line repeats a message that is passed on to another system")
}

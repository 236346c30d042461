import OCPP
import OCPPLog

/// A word of a closed list that a record keeps as one byte. What is on disks keeps its byte: new words take new ones.
protocol RecordCode: CaseIterable {
    var code: UInt8 { get }

    /// The word with a code; nil for a code that none has.
    init?(code: UInt8)
}

extension RecordWriter {
    mutating func code(_ word: some RecordCode) {
        byte(word.code)
    }
}

extension RecordReader {
    mutating func code<Word: RecordCode>(_ type: Word.Type, in bytes: Span<UInt8>) throws(StoreError) -> Word {
        guard let word = Word(code: try byte(in: bytes)) else { throw damage("a code is not known") }
        return word
    }
}

extension EntryKind: RecordCode {
    var code: UInt8 {
        switch self {
        case .exchange: 0
        case .unanswered: 1
        case .orphan: 2
        case .send: 3
        case .malformed: 4
        case .connection: 5
        case .gap: 6
        }
    }

    init?(code: UInt8) {
        switch code {
        case 0: self = .exchange
        case 1: self = .unanswered
        case 2: self = .orphan
        case 3: self = .send
        case 4: self = .malformed
        case 5: self = .connection
        case 6: self = .gap
        default: return nil
        }
    }
}

// In a shape the byte of the kind says as well whether findings stand behind the other fields.
extension EntryKind {
    private static let findingsFollow: UInt8 = 0x80

    func code(withFindings: Bool) -> UInt8 {
        withFindings ? code | Self.findingsFollow : code
    }

    /// The code of a kind, and whether findings follow.
    static func split(_ byte: UInt8) -> (code: UInt8, hasFindings: Bool) {
        (byte & ~findingsFollow, byte & findingsFollow != 0)
    }
}

extension Source: RecordCode {
    var code: UInt8 {
        switch self {
        case .cp: 0
        case .csms: 1
        }
    }

    init?(code: UInt8) {
        switch code {
        case 0: self = .cp
        case 1: self = .csms
        default: return nil
        }
    }
}

extension OCPPVersion: RecordCode {
    var code: UInt8 {
        switch self {
        case .unknown: 0
        case .v16: 1
        case .v201: 2
        case .v21: 3
        case .v12SOAP: 4
        case .v15SOAP: 5
        case .v16SOAP: 6
        }
    }

    init?(code: UInt8) {
        switch code {
        case 0: self = .unknown
        case 1: self = .v16
        case 2: self = .v201
        case 3: self = .v21
        case 4: self = .v12SOAP
        case 5: self = .v15SOAP
        case 6: self = .v16SOAP
        default: return nil
        }
    }
}

extension Level: RecordCode {
    var code: UInt8 {
        switch self {
        case .none: 0
        case .info: 1
        case .debug: 2
        }
    }

    init?(code: UInt8) {
        switch code {
        case 0: self = .none
        case 1: self = .info
        case 2: self = .debug
        default: return nil
        }
    }
}

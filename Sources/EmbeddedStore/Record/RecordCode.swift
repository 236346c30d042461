import OCPP
import OCPPLog

/// A word of a closed list that a record keeps as one byte. What is on disks keeps its byte: new words take new ones.
protocol RecordCode: CaseIterable {
    var code: UInt8 { get }
}

extension RecordWriter {
    mutating func code(_ word: some RecordCode) {
        byte(word.code)
    }
}

extension RecordReader {
    mutating func code<Word: RecordCode>(_ type: Word.Type, in bytes: Span<UInt8>) throws(StoreError) -> Word {
        let code = try byte(in: bytes)
        for word in Word.allCases where word.code == code { return word }
        throw damage("a code is not known")
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
}

extension Source: RecordCode {
    var code: UInt8 {
        switch self {
        case .cp: 0
        case .csms: 1
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
}

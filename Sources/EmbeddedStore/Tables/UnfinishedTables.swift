import Foundation
import GRDB
import OCPP
import OCPPLog

/// The CALLs and the transactions that were not over at the last commit.
struct UnfinishedTables {
    let db: Database

    /// Takes over what a batch says of them.
    func apply(_ batch: Batch) throws {
        for key in batch.closed {
            try execute("DELETE FROM open_calls WHERE connection = ? AND number = ?", key.arguments)
        }
        for call in batch.opened {
            try execute(
                "INSERT OR REPLACE INTO open_calls (connection, number, body) VALUES (?, ?, ?)",
                call.key.arguments + [Data(Record.encode(call.entry))])
        }
        for key in batch.transactionsEnded {
            try execute("DELETE FROM open_transactions WHERE key = ?", [key.data])
        }
        for transaction in batch.transactionsBegun {
            try execute(
                "INSERT OR REPLACE INTO open_transactions (key, connector, evse) VALUES (?, ?, ?)",
                [transaction.key.data, transaction.connectorID, transaction.evseID])
        }
    }

    /// Calls in the order in which they were made, transactions by charging station and id.
    func all() throws -> Unfinished {
        let calls = try Row.fetchCursor(db, sql: "SELECT connection, number, body FROM open_calls")
        let transactions = try Row.fetchCursor(db, sql: "SELECT key, connector, evse FROM open_transactions")
        return Unfinished(
            calls: try Array(calls.map { try OpenCall($0) }).sorted {
                ($0.entry.datetime, $0.key.connection.rawValue, $0.key.number)
                    < ($1.entry.datetime, $1.key.connection.rawValue, $1.key.number)
            },
            transactions: try Array(transactions.map { try OpenTransaction($0) }).sorted {
                ($0.key.charger.rawValue, $0.key.transaction) < ($1.key.charger.rawValue, $1.key.transaction)
            })
    }

    private func execute(_ sql: String, _ arguments: StatementArguments) throws {
        try db.cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

extension OpenCall {
    fileprivate init(_ row: Row) throws {
        let connection = UInt64(bitPattern: try row.decode(Int64.self, atIndex: 0))
        let key = Key(
            connection: ConnectionID(rawValue: connection), number: try row.decode(Int64.self, atIndex: 1))
        self.init(key: key, entry: try row.record(atIndex: 2))
    }
}

extension OpenCall.Key {
    fileprivate var arguments: StatementArguments {
        [Int64(bitPattern: connection.rawValue), number]
    }
}

extension OpenTransaction {
    fileprivate init(_ row: Row) throws {
        self.init(
            key: try row.withUnsafeData(atIndex: 0) { try Key(($0 ?? Data()).span) },
            connectorID: try row.decode(Int?.self, atIndex: 1), evseID: try row.decode(Int?.self, atIndex: 2))
    }
}

extension OpenTransaction.Key {
    /// Both texts with their lengths: a station may send any characters, also those at which SQLite ends a text.
    fileprivate var data: Data {
        var writer = RecordWriter()
        writer.text(charger.rawValue)
        writer.text(transaction)
        return Data(writer.bytes)
    }

    fileprivate init(_ bytes: Span<UInt8>) throws(StoreError) {
        var reader = RecordReader()
        let charger = ChargerID(try reader.text(in: bytes))
        self.init(charger: charger, transaction: try reader.text(in: bytes))
        try reader.finish(in: bytes)
    }
}

import GRDB
import OCPPLog

extension StoreError {
    /// What went wrong while the log in a directory was used. Cancellation stays what it is.
    static func translated(_ error: any Error, _ directory: LogDirectory) -> any Error {
        switch error {
        case is CancellationError: error
        case let error as StoreError where error.code == .corrupt:
            StoreError(.corrupt, "the log in \(directory.path) cannot be read: \(error.sentence)", cause: error.cause)
        case is StoreError: error
        case let error as DatabaseError: StoreError(error, directory)
        case is RowDecodingError:
            StoreError(.corrupt, "the log in \(directory.path) cannot be read: a column holds what it cannot hold")
        default: StoreError(.failed, "the log in \(directory.path) cannot be used", cause: error)
        }
    }

    private init(_ error: DatabaseError, _ directory: LogDirectory) {
        // The statement stays out of the cause as well: what SQLite says of it is enough.
        let cause = DatabaseError(resultCode: error.extendedResultCode, message: error.message)
        switch (error.extendedResultCode, error.resultCode) {
        case (_, .SQLITE_FULL), (.SQLITE_IOERR_SHMSIZE, _):
            self.init(.full, "the disk that holds \(directory.path) is full", cause: cause)
        // What is asked of SQLite is always the same: when it does not understand it, the tables are others.
        case (_, .SQLITE_CORRUPT), (_, .SQLITE_NOTADB), (_, .SQLITE_ERROR):
            self.init(
                .corrupt, "the log in \(directory.path) cannot be read: a file is damaged or no database",
                cause: cause)
        case (_, .SQLITE_READONLY), (_, .SQLITE_CANTOPEN), (_, .SQLITE_PERM):
            self.init(
                .unwritable, "a file of the log in \(directory.path) cannot be opened or written", cause: cause)
        case (_, .SQLITE_BUSY), (_, .SQLITE_LOCKED):
            self.init(.locked, "another program holds a file of the log in \(directory.path)", cause: cause)
        default:
            self.init(.failed, "the log in \(directory.path) cannot be used", cause: cause)
        }
    }
}

public import OCPP
public import OCPPLog

/// What the program decides about the controller.
///
/// A class, so that ten thousand connections share one.
public final class ControllerSettings: Sendable {
    /// Tells what is wrong with the payload of a CALL before it is sent; empty: nothing.
    public typealias RequestCheck = @Sendable (Action, OCPPVersion, [UInt8]) -> [CallSendingError.Problem]

    /// Which stations may connect.
    public let admission: AdmissionPolicy
    /// What BootNotification is answered.
    public let boot: BootPolicy
    /// Which id tags may charge.
    public let idTags: IDTagPolicy
    /// Where the transaction ids of 1.6 come from.
    public let transactionNumbers: any TransactionNumbers
    /// Checks a CALL that somebody wants to have sent against the schema of its version.
    public let checkRequest: RequestCheck
    /// Gives each CALL that is sent an id: at most 36 characters, never given before (OCPP-J 1.6 §4.1.4).
    public let newUniqueID: @Sendable () -> UniqueID

    /// Settings that take in every station and accept what it asks for, unless told otherwise.
    public init(
        transactionNumbers: any TransactionNumbers, admission: AdmissionPolicy = .all, boot: BootPolicy = BootPolicy(),
        idTags: IDTagPolicy = .acceptAll, checkRequest: @escaping RequestCheck = { _, _, _ in [] },
        newUniqueID: @escaping @Sendable () -> UniqueID
    ) {
        self.transactionNumbers = transactionNumbers
        self.admission = admission
        self.boot = boot
        self.idTags = idTags
        self.checkRequest = checkRequest
        self.newUniqueID = newUniqueID
    }
}

/// Gives the transaction ids of OCPP 1.6, where the controller names the transactions.
///
/// Called on the event loops of connections: it must not wait for a disk. An implementation that survives restarts
/// reserves numbers ahead.
public protocol TransactionNumbers: Sendable {
    /// A number that was never given before, greater than all before it, and small enough for 32 bits: stations keep it so.
    func next() -> Int
}

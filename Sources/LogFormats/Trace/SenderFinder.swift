import OCPP
import OCPPLog

/// Finds out who sent a frame where its line does not say it: by its action; of an answer, by the CALL that it answers; else by
/// the side that writes the log, which the actions before have shown.
struct SenderFinder {
    /// So many unique ids are remembered.
    private static let mostSenders = 4_096

    /// The senders of the CALLs with an id that have no answer yet: both sides may use the same.
    private var senders: [UniqueID: [Source]] = [:]
    /// Who writes the log.
    private var writer: Source?

    /// - Parameter isLast: there is nothing to wait for: who writes the log is the CSMS unless it is known better.
    /// - Returns: nil when it is not known yet.
    mutating func sender(_ stated: LoggedSender, of frame: Frame, isLast: Bool) -> Source? {
        switch stated {
        case .cp: return .cp
        case .csms: return .csms
        case .receivedByWriter, .sentByWriter, .unknown: break
        }
        switch frame {
        case .call(let call), .send(let call):
            guard let sender = Self.onlySender(of: call.action) ?? byWriter(stated, isLast) else { return nil }
            if stated != .unknown { writer = stated == .sentByWriter ? sender : sender.other }
            if senders.count >= Self.mostSenders { senders.removeAll() }
            senders[call.uniqueID, default: []].removeAll { $0 == sender }
            senders[call.uniqueID, default: []].append(sender)
            return sender
        case .callResult(let result): return answerer(of: result.uniqueID, stated, isLast)
        case .callError(let error): return answerer(of: error.uniqueID, stated, isLast)
        // It comes from the side that had sent the CALL.
        case .callResultError(let error): return senders[error.uniqueID]?.last ?? byWriter(stated, isLast)
        case .malformed: return byWriter(stated, isLast)
        }
    }

    /// A frame that waits says who writes the log as well.
    mutating func observe(_ stated: LoggedSender, of frame: Frame) {
        guard writer == nil, stated == .sentByWriter || stated == .receivedByWriter, case .call(let call) = frame,
            let sender = Self.onlySender(of: call.action)
        else { return }
        writer = stated == .sentByWriter ? sender : sender.other
    }

    private func byWriter(_ stated: LoggedSender, _ isLast: Bool) -> Source? {
        switch stated {
        case .sentByWriter: writer ?? (isLast ? .csms : nil)
        case .receivedByWriter: writer?.other ?? (isLast ? .cp : nil)
        case .unknown, .cp, .csms: .cp
        }
    }

    /// The answer is for the newest.
    private mutating func answerer(of id: UniqueID, _ stated: LoggedSender, _ isLast: Bool) -> Source? {
        guard let sender = senders[id]?.popLast() else {
            return stated == .unknown ? .csms : byWriter(stated, isLast)
        }
        if senders[id]?.isEmpty ?? false { senders[id] = nil }
        return sender.other
    }

    private static func onlySender(of action: Action) -> Source? {
        guard let senders = action.specification?.requestedBy, senders.count == 1 else { return nil }
        return senders.first
    }
}

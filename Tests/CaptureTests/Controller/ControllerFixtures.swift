import OCPP
import Synchronization

@testable import Capture

extension ControllerSettings {
    /// Settings that accept everything; unique ids are `csms-1`, `csms-2` …
    static func test(
        _ numbers: any TransactionNumbers = CountingNumbers(), boot: BootPolicy = BootPolicy(),
        idTags: IDTagPolicy = .acceptAll
    ) -> ControllerSettings {
        let ids = CountingNumbers()
        return ControllerSettings(
            transactionNumbers: numbers, boot: boot, idTags: idTags,
            newUniqueID: { UniqueID("csms-\(ids.next())") })
    }
}

extension Controller {
    static func test(_ version: OCPPVersion, _ settings: ControllerSettings = .test()) -> Controller {
        Controller(charger: ChargerID("CP1"), version: version, settings: settings)
    }

    /// What goes back, as text.
    mutating func answer(to message: String, at now: Timestamp = ControllerTests.now) -> String? {
        guard case .send(let frame) = received(Array(message.utf8), at: now) else { return nil }
        return String(decoding: frame, as: UTF8.self)
    }
}

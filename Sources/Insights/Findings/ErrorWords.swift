/// What the codes of faults mean, in a few words that fit into a sentence.
enum ErrorWords {
    /// The meaning of a code of OCPP 1.6, or of one that makers share (MREC, `CX002`), also within a longer text; nil for others.
    static func meaning(_ code: String) -> String? {
        if let meaning = meanings[code] { return meaning }
        guard code.utf8.count <= 80, let start = code.firstRange(of: "CX")?.lowerBound else { return nil }
        return meanings[String(code[start...].prefix(5))]
    }

    /// Codes with their meanings: `GroundFailure (current flows to earth, the protection has tripped), "CX002" (…)`. Codes of
    /// makers are quoted.
    static func told(_ codes: [String]) -> String {
        var told: Set<String> = []
        return codes.map { code in
            let name = isOCPP(code) ? code : Said.quoted(code)
            // Two codes often say the same.
            guard let meaning = meaning(code), told.insert(meaning).inserted else { return name }
            return "\(name) (\(meaning))"
        }
        .joined(separator: ", ")
    }

    /// Whether a code says nothing: makers fill the field with such words where there is no error.
    static func isNothing(_ code: String) -> Bool {
        switch code.lowercased() {
        case "", "0", "00", "0x00", "0x0000", "none", "null", "noerror", "no error", "-", "ok": true
        default: false
        }
    }

    private static func isOCPP(_ code: String) -> Bool { meanings[code] != nil && !code.hasPrefix("CX") }

    private static let meanings: [String: String] = [
        "ConnectorLockFailure": "the plug could not be locked or unlocked",
        "EVCommunicationError": "station and vehicle do not understand each other",
        "GroundFailure": "current flows to earth, the protection has tripped",
        "HighTemperature": "it is too hot inside the station",
        "InternalError": "a part of the station does not work",
        "LocalListConflict": "the CSMS and the local list disagree about a token",
        "OtherError": "the maker's own code says more",
        "OverCurrentFailure": "more current flowed than allowed, the protection has tripped",
        "OverVoltage": "the voltage has risen too high",
        "PowerMeterFailure": "the meter cannot be read",
        "PowerSwitchFailure": "the contactor does not switch as told",
        "ReaderFailure": "the card reader does not work",
        "ResetFailure": "the station could not restart",
        "UnderVoltage": "the voltage has fallen too low",
        "WeakSignal": "the radio link of the station is weak",
        "CX001": "the plug could not be locked or unlocked",
        "CX002": "current flows to earth, the protection has tripped",
        "CX003": "it is too hot inside the station",
        "CX004": "more current flowed than allowed, the protection has tripped",
        "CX005": "the voltage has risen too high",
        "CX006": "the voltage has fallen too low",
        "CX008": "the emergency stop was pressed",
        "CX010": "the vehicle shows a state that charging is not possible with",
        "CX011": "the insulation test before DC charging failed",
        "CX014": "the control pilot signal is wrong",
        "CX015": "the mains are gone",
        "CX017": "the contactor does not switch as told",
        "CX018": "the cable is warm, the power is reduced",
        "CX019": "the cable is too hot, charging has stopped",
        "CX020": "the plug is not fully in",
        "CX022": "a resistance to earth or in the circuit is wrong",
        "CX023": "the station cannot tell which cable is plugged in",
        "CX024": "the voltage at the connector is too high",
        "CX025": "the latch of the plug is broken",
        "CX026": "the cable was cut",
    ]
}

/// The codes of the Minimum Required Error Codes (MREC) for faults that OCPP has other words for.
enum FaultCode {
    /// By the folded word that a station sends.
    private static let codes: [String: String] = [
        "connectorlockfailure": "CX001", "groundfailure": "CX002", "hightemperature": "CX003",
        "overcurrentfailure": "CX004", "overvoltage": "CX005", "undervoltage": "CX006", "emergencystop": "CX008",
        "invalidvehiclemode": "CX010", "cablecheckfault": "CX011", "pilotfault": "CX014", "powerloss": "CX015",
        "evsecontactorfault": "CX017", "cableovertempderate": "CX018", "cableovertempstop": "CX019",
        "partialinsertion": "CX020", "resistancefault": "CX022", "proximityfault": "CX023",
        "connectorvoltagehigh": "CX024", "brokenlatch": "CX025", "cutcable": "CX026",
    ]

    /// Every word by which a code that was sent is found: its spellings, and its MREC code.
    static func words(of code: String) -> [String] {
        let spellings = ErrorSpelling.all(of: code)
        guard let fault = codes[CaseFolding.fold(code)] else { return spellings }
        return spellings + [fault]
    }

    /// The words that have such a code.
    static let all = codes.values.sorted()
}

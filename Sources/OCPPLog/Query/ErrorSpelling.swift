/// Error codes that the versions of OCPP spell differently and mean alike (OCPP-J 1.6 §4.2.3 and its errata; OCPP 2.0.1
/// Part 4 §4.3): asking for one spelling finds the other.
enum ErrorSpelling {
    private static let pairs = [
        ("OccurenceConstraintViolation", "OccurrenceConstraintViolation"),
        ("FormationViolation", "FormatViolation"),
    ]

    /// The code and, where there is one, its other spelling.
    static func all(of code: String) -> [String] {
        // Both words end alike, which most codes do not.
        guard code.utf8.last.map(CaseFolding.foldASCII) == UInt8(ascii: "n") else { return [code] }
        for (a, b) in pairs {
            if CaseFolding.areEqual(code, a) { return [code, b] }
            if CaseFolding.areEqual(code, b) { return [code, a] }
        }
        return [code]
    }
}

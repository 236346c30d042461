import OCPP
import OCPPLog

/// Colours of a terminal (ECMA-48 §8.3.117), or none.
struct Paint: Sendable {
    let isOn: Bool

    /// How serious it is; the icon and the word say the same.
    func tone(_ text: String, _ tone: ResultMark.Tone) -> String {
        switch tone {
        case .ok: sgr("32", text)
        case .note: sgr("36", text)
        case .warning: sgr("33", text)
        case .error: sgr("31", text)
        }
    }

    /// A charging station has the same colour in every output.
    func charger(_ text: String, _ id: ChargerID) -> String {
        sgr("38;5;\(Self.palette[Self.slot(of: id)])", text)
    }

    func dim(_ text: String) -> String { sgr("2", text) }

    func bold(_ text: String) -> String { sgr("1", text) }

    private func sgr(_ code: String, _ text: String) -> String {
        isOn && !text.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    /// Of the 256 colours those that are read on black and on white, without red, yellow and green, which say how serious it is.
    private static let palette = [31, 32, 37, 61, 63, 67, 69, 73, 96, 98, 104, 132, 133, 134, 139, 169]

    /// FNV-1a: the same on every machine and in every run, unlike `Hasher`.
    private static func slot(of id: ChargerID) -> Int {
        let hash = id.rawValue.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { hash, byte in
            (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
        }
        return Int(hash % UInt64(palette.count))
    }
}

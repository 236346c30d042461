import OCPPLog

/// Captures in the format of Wireshark; ``PcapngWriter`` writes it.
enum PcapngFormat: FileFormat {
    static let name = "pcapng"
    static let title = "network capture (Wireshark, .pcapng)"
    /// In base64, since it is no text.
    static let sample = "SAMPLE_PCAPNG"

    static func confidence(_ head: ArraySlice<UInt8>, isWhole: Bool) -> Double {
        PcapngFile.begins(head.span) ? 1 : 0
    }

    static func reader(_ options: ImportOptions) -> any EntryReader {
        CaptureReader(PcapngFile(), options)
    }
}

import OCPPLog

/// Captures in the format of tcpdump.
enum PcapFormat: FileFormat {
    static let name = "pcap"
    static let title = "network capture (tcpdump, .pcap)"
    /// In base64, since it is no text.
    static let sample = "SAMPLE_PCAP"

    static func confidence(_ head: ArraySlice<UInt8>, isWhole: Bool) -> Double {
        PcapFile.order(head.span) == nil ? 0 : 1
    }

    static func reader(_ options: ImportOptions) -> any EntryReader {
        CaptureReader(PcapFile(), options)
    }
}

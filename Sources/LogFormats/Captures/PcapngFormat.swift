import OCPPLog

/// Captures in the format of Wireshark; ``PcapngWriter`` writes it.
enum PcapngFormat: FileFormat {
    static let name = "pcapng"
    static let title = "network capture (Wireshark, .pcapng)"
    /// In base64, since it is no text.
    static let sample = """
        Cg0NChwAAABNPCsaAQAAAP//////////HAAAAAEAAAAUAAAAZQAAAAAAAAAUAAAABgAAAHQAAAAAAAAA7mAGAADoKKhSAAAAUgAA
        AEUAAFIAAUAAQAYmngoAAAcKAAABwAAAUAAAAAEAAAABUBj//yKDAABHRVQgL0NQLTcgSFRUUC8xLjENClVwZ3JhZGU6IHdlYnNv
        Y2tldA0KDQoAAHQAAAAGAAAAfAAAAAAAAADuYAYA6OsoqFwAAABcAAAARQAAXAABQABABiaUCgAAAQoAAAcAUMAAAAAAAQAAACtQ
        GP//5lsAAEhUVFAvMS4xIDEwMSBPSw0KU2VjLVdlYlNvY2tldC1Qcm90b2NvbDogb2NwcDEuNg0KDQp8AAAABgAAAGQAAAAAAAAA
        7mAGANDvKKhEAAAARAAAAEUAAEQAAUAAQAYmrAoAAAcKAAABwAAAUAAAACsAAAA1UBj//xWWAACBlhI0VnhJBnpaIxZ6WlpRNwpm
        VjMZZhZ6A29pZAAAAAYAAAB4AAAAAAAAAO5gBgC48yioWAAAAFgAAABFAABYAAFAAEAGJpgKAAABCgAABwBQwAAAAAA1AAAAR1AY
        //9aWwAAgS5bMywiMSIseyJjdXJyZW50VGltZSI6IjIwMjYtMTEtMjNUMTA6MDA6MDBaIn1deAAAAA==
        """

    static func confidence(_ head: ArraySlice<UInt8>, isWhole: Bool) -> Double {
        PcapngFile.begins(head.span) ? 1 : 0
    }

    static func reader(_ options: ImportOptions) -> any EntryReader {
        CaptureReader(PcapngFile(), options)
    }
}

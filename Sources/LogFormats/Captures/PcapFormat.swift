import OCPPLog

/// Captures in the format of tcpdump.
enum PcapFormat: FileFormat {
    static let name = "pcap"
    static let title = "network capture (tcpdump, .pcap)"
    /// In base64, since it is no text.
    static let sample = """
        1MOyoQIABAAAAAAAAAAAAAAABABlAAAAoA4EawAAAABSAAAAUgAAAEUAAFIAAUAAQAYmngoAAAcKAAABwAAAUAAAAAEAAAABUBj/
        /yKDAABHRVQgL0NQLTcgSFRUUC8xLjENClVwZ3JhZGU6IHdlYnNvY2tldA0KDQqgDgRr6AMAAFwAAABcAAAARQAAXAABQABABiaU
        CgAAAQoAAAcAUMAAAAAAAQAAACtQGP//5lsAAEhUVFAvMS4xIDEwMSBPSw0KU2VjLVdlYlNvY2tldC1Qcm90b2NvbDogb2NwcDEu
        Ng0KDQqgDgRr0AcAAEQAAABEAAAARQAARAABQABABiasCgAABwoAAAHAAABQAAAAKwAAADVQGP//FZYAAIGWEjRWeEkGelojFnpa
        WlE3CmZWMxlmFnoDb2mgDgRruAsAAFgAAABYAAAARQAAWAABQABABiaYCgAAAQoAAAcAUMAAAAAANQAAAEdQGP//WlsAAIEuWzMs
        IjEiLHsiY3VycmVudFRpbWUiOiIyMDI2LTExLTIzVDEwOjAwOjAwWiJ9XQ==
        """

    static func confidence(_ head: ArraySlice<UInt8>, isWhole: Bool) -> Double {
        PcapFile.order(head.span) == nil ? 0 : 1
    }

    static func reader(_ options: ImportOptions) -> any EntryReader {
        CaptureReader(PcapFile(), options)
    }
}

/// The formats that can be read. A new one is added here, a line each.
enum FormatList {
    /// Formats whose lines say by themselves what they are; where two would take a line, the first has it.
    static let lines: [any LineFormat.Type] = [
        SteVe.self,
        Evcc.self,
        HomeAssistant.self,
        ProxyLog.self,
        MobilityHouse.self,
        OcppGo.self,
        Alfen.self,
        Solidstudio.self,
        KevitDaemon.self,
        OCPPClientConsole.self,
        SAPSimulator.self,
        DeltaACMax.self,
        MicroOcpp.self,
        KibanaRuby.self,
        WattpilotLog.self,
        NestedJSONLines.self,
        EVerestConsole.self,
        OCPPCoreLog.self,
        EventText.self,
        BareFrames.self,
    ]

    /// Formats that are more than their lines; where two are as sure, the first has the file.
    static let files: [any FileFormat.Type] = [
        EightFieldsJSON.self,
        EightFieldsCSV.self,
        DebugkitTrace.self,
        CitrineRows.self,
        SAPServerLog.self,
        KwwhatTable.self,
        CSVTable.self,
        MarkdownTable.self,
        HTMLTable.self,
        PythonPayloads.self,
        PcapFormat.self,
        PcapngFormat.self,
        SOAP.self,
        Libocpp.self,
        LibocppHTML.self,
    ]
}

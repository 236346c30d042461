/// Two frames that every charging station sends all day, one short and one long.
enum SampleFrames {
    /// A StatusNotification of 1.6.
    static let short = """
        [2,"6f1c3a52-8f0e-4a6b-9a57-3c1a0c6a9d11","StatusNotification",{"connectorId":1,"errorCode":"NoError",\
        "status":"Available","timestamp":"2026-11-23T10:41:07.412Z","vendorId":"ExampleMaker"}]
        """

    /// MeterValues of 1.6 of a station with three phases that reports all it can.
    static let long: String = {
        let phases = ["L1", "L2", "L3"].map { phase in
            """
            {"value":"231.4","context":"Sample.Periodic","measurand":"Voltage","phase":"\(phase)-N","unit":"V"},\
            {"value":"15.87","context":"Sample.Periodic","measurand":"Current.Import","phase":"\(phase)","unit":"A"},\
            {"value":"3669.2","context":"Sample.Periodic","measurand":"Power.Active.Import","phase":"\(phase)","unit":"W"}
            """
        }
        return """
            [2,"b8a4c1de-52f7-4f0e-8d43-91a6e5f2c7b0","MeterValues",{"connectorId":1,"transactionId":482913,\
            "meterValue":[{"timestamp":"2026-11-23T10:41:00.000Z","sampledValue":[\
            {"value":"18412906.5","context":"Sample.Periodic","measurand":"Energy.Active.Import.Register","unit":"Wh"},\
            \(phases.joined(separator: ",")),\
            {"value":"57","context":"Sample.Periodic","measurand":"SoC","location":"EV","unit":"Percent"},\
            {"value":"34.5","context":"Sample.Periodic","measurand":"Temperature","location":"Body","unit":"Celsius"}]}]}]
            """
    }()

    /// A configuration change whose value is a secret.
    static let secret = """
        [2,"1f0c9b7e-4a52-4d0f-8a3c-5b6d7e8f9a0b","ChangeConfiguration",{"key":"AuthorizationKey",\
        "value":"4f43415f4f435050"}]
        """

    /// The same length, and nothing to hide.
    static let plain = """
        [2,"1f0c9b7e-4a52-4d0f-8a3c-5b6d7e8f9a0b","ChangeConfiguration",{"name":"MeterValueSample",\
        "value":"4f43415f4f435050"}]
        """
}

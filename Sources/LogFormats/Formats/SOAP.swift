import OCPP
import OCPPLog

/// Envelopes of OCPP-S, that is OCPP 1.2, 1.5 and 1.6 over SOAP: one behind the other, or between the lines of any log, as Apache
/// CXF in SteVe writes them.
///
///     [INFO ] TIME org.apache.cxf.services.CentralSystemService.REQ_IN - …
///         Address: http://…
///         Payload: <soap:Envelope …>…</soap:Envelope>
///
/// An envelope begins and ends with its tags, on one line or over several. The header names the charging station
/// (`chargeBoxIdentity`; of an answer it is that of the request), the element in the body the action, `MessageID` and `RelatesTo`
/// tie both together. Who sent it follows from the action, else from the namespace. The time is that of the line before; without
/// one only the order is known.
enum SOAP: FileFormat {
    static let name = "soap"
    static let title = "OCPP-S (SOAP envelopes)"
    static let sample = """
        2026-11-24 09:10:45,446 INFO REQ_IN
            Payload: <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
        xmlns:a="http://www.w3.org/2005/08/addressing" xmlns:o="urn://Ocpp/Cs/2012/06/"><s:Header>\
        <o:chargeBoxIdentity>CP-7</o:chargeBoxIdentity><a:Action>/Heartbeat</a:Action><a:MessageID>17</a:MessageID>\
        </s:Header><s:Body><o:heartbeatRequest/></s:Body></s:Envelope>
        2026-11-24 09:10:45,470 INFO RESP_OUT
            Payload: <s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope" \
        xmlns:a="http://www.w3.org/2005/08/addressing" xmlns:o="urn://Ocpp/Cs/2012/06/"><s:Header>\
        <a:RelatesTo>17</a:RelatesTo></s:Header><s:Body><o:heartbeatResponse>\
        <o:currentTime>2026-11-24T08:10:45.460Z</o:currentTime></o:heartbeatResponse></s:Body></s:Envelope>
        """

    static func confidence(_ head: ArraySlice<UInt8>, isWhole: Bool) -> Double {
        guard let tag = ByteSearch.place(of: "Envelope", in: head) else { return 0 }
        let isOCPP =
            ByteSearch.contains("urn://Ocpp/C", in: head[tag...])
            || ByteSearch.contains("urn://ocpp/c", in: head[tag...])
        return isOCPP ? 0.96 : 0
    }

    static func reader(_ options: ImportOptions) -> any EntryReader {
        TracedReader<Envelopes>(SOAP.self, options)
    }
}

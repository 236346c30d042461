extension ExplanationTexts {
    /// Actions of the device model: variables, reports, network profiles, display, customer data.
    static let deviceModelActions = """
        action GetVariables | 2.0.1 2.1 | CSMS
        means Reads settings and measurements of the station: the GetConfiguration of 2.x.
        request getVariableData[].component.name | The part: OCPPCommCtrlr, EVSE, Connector …
        request getVariableData[].variable.name | Which variable of it.
        request getVariableData[].attributeType | Actual (without it), Target, MinSet or MaxSet.
        response getVariableResult[].attributeStatus | Accepted, or why there is no value.
        response getVariableResult[].attributeValue | The value, as text; secrets are masked in this log.
        cause UnknownComponent: a wrong name, or evse.id is missing or too much.
        cause Too many at once: ItemsPerMessageGetVariables limits a request.
        check Get the list of what exists with GetBaseReport.
        spec OCPP 2.0.1 Part 2, B06

        action SetVariables | 2.0.1 2.1 | CSMS
        means Changes settings of the station: the ChangeConfiguration of 2.x. Each of them has a result of its own.
        request setVariableData[].component.name | The part.
        request setVariableData[].variable.name | Which variable of it.
        request setVariableData[].attributeType | Actual (without it), Target, MinSet or MaxSet.
        request setVariableData[].attributeValue | The new value, as text; secrets are masked in this log.
        response setVariableResult[].attributeStatus | Accepted, Rejected, RebootRequired, or what is not known.
        response setVariableResult[].component.name | Which part it is about.
        response setVariableResult[].variable.name | Which variable it is about.
        cause Rejected: read-only, out of range, or of the wrong type.
        cause RebootRequired: it counts after a Reset.
        check Look at each result, not only at the first one.
        check Read it back with GetVariables.
        spec OCPP 2.0.1 Part 2, B05

        action GetBaseReport | 2.0.1 2.1 | CSMS
        means Asks for a list of all variables, or of those that can be set. It comes as NotifyReport in parts.
        request requestId | A number by which the report is recognised.
        request reportBase | FullInventory, ConfigurationInventory or SummaryInventory.
        response status | Accepted, Rejected, NotSupported or EmptyResultSet.
        cause NotSupported: SummaryInventory is not built in.
        check Did all parts come: the last NotifyReport has no tbc, or false.
        spec OCPP 2.0.1 Part 2, B07

        action GetReport | 2.0.1 2.1 | CSMS
        means Asks for some variables by name or by a criterion, as all with a problem. They come as NotifyReport.
        request requestId | A number by which the report is recognised.
        request componentVariable[].component.name | Only of this part.
        request componentCriteria[] | Active, Available, Enabled or Problem.
        response status | Accepted, Rejected, NotSupported or EmptyResultSet.
        cause EmptyResultSet: nothing matches; with Problem that is good news.
        check Ask without criteria.
        spec OCPP 2.0.1 Part 2, B08

        action NotifyReport | 2.0.1 2.1 | charging station
        means A part of a report of variables.
        request requestId | The GetBaseReport or GetReport it answers.
        request generatedAt | When it was made.
        request seqNo | The number of the part, from 0 on.
        request tbc | true: more parts follow.
        request reportData[].component.name | The part of the station.
        request reportData[].variable.name | The variable.
        request reportData[].variableAttribute[].value | Its value, as text.
        cause Parts are missing: the connection was lost in between.
        check Are the numbers without gaps, and is the last one without tbc?
        spec OCPP 2.0.1 Part 2, B07–B08

        action SetNetworkProfile | 2.0.1 2.1 | CSMS
        means Puts a way to a CSMS into a slot: address, security profile, network. The station uses it when
          NetworkConfigurationPriority names the slot.
        request configurationSlot | The slot.
        request connectionData.ocppCsmsUrl | Address of the CSMS, without the identity.
        request connectionData.securityProfile | 1: password. 2: TLS and password. 3: TLS and certificate.
        request connectionData.ocppInterface | Wired0, Wireless0 …
        request connectionData.messageTimeout | Seconds until a message counts as lost.
        response status | Accepted, Rejected or Failed.
        cause Rejected: a lower security profile than now, or a wrong value.
        check A wrong address loses the station: keep the old slot in the list of priorities.
        spec OCPP 2.0.1 Part 2, B09

        action SetDisplayMessage | 2.0.1 2.1 | CSMS
        means Puts a message on the station's display.
        request message.id | Its number; the same again replaces it.
        request message.priority | AlwaysFront, InFront or NormalCycle.
        request message.message.content | The text.
        request message.state | Only in this state: Charging, Idle …
        request message.transactionId | Only during this session.
        response status | Accepted, or what is not supported.
        cause NotSupportedMessageFormat: the display knows only some formats.
        check Which formats does it know: DisplayMessageCtrlr.
        spec OCPP 2.0.1 Part 2, O01–O02

        action GetDisplayMessages | 2.0.1 2.1 | CSMS
        means Asks which messages the display holds. They come as NotifyDisplayMessages.
        request requestId | A number by which the answer is recognised.
        request id[] | Only these.
        response status | Accepted, or Unknown: none matches.
        cause Unknown: there are no such messages.
        check Ask without criteria.
        spec OCPP 2.0.1 Part 2, O03–O04

        action NotifyDisplayMessages | 2.0.1 2.1 | charging station
        means The messages that GetDisplayMessages asked for.
        request requestId | The request it answers.
        request messageInfo[].id | A message's number.
        request tbc | true: more follow.
        cause An empty list: nothing is on the display.
        check Are all parts there?
        spec OCPP 2.0.1 Part 2, O03–O04

        action ClearDisplayMessage | 2.0.1 2.1 | CSMS
        means Takes a message off the display.
        request id | Its number.
        response status | Accepted, or Unknown: there is none; 2.1 also Rejected.
        cause Unknown: it has ended already.
        check Ask with GetDisplayMessages what is left.
        spec OCPP 2.0.1 Part 2, O05

        action CustomerInformation | 2.0.1 2.1 | CSMS
        means Asks what the station has stored of a customer, or has it deleted: for questions of data protection.
        request requestId | A number by which the report is recognised.
        request report | true: send what is there.
        request clear | true: delete it.
        request idToken.idToken | Of this token.
        request customerIdentifier | Of this customer.
        response status | Accepted, Rejected or Invalid.
        cause Invalid: neither token nor customer is named.
        check With report: did NotifyCustomerInformation follow?
        spec OCPP 2.0.1 Part 2, N09–N10

        action NotifyCustomerInformation | 2.0.1 2.1 | charging station
        means What the station has stored of a customer, in parts. It is personal data.
        request requestId | The CustomerInformation it answers.
        request data | A part, at most 512 characters.
        request seqNo | The number of the part, from 0 on.
        request generatedAt | When it was made.
        request tbc | true: more parts follow.
        cause Empty: nothing is stored.
        check Are all parts there?
        spec OCPP 2.0.1 Part 2, N09
        """
}

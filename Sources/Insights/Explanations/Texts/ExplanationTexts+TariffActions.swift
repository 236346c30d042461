extension ExplanationTexts {
    /// Actions of tariffs, payment, batteries and grid control: OCPP 2.1.
    static let tariffActions = """
        action SetDefaultTariff | 2.1 | CSMS
        means Gives the station the tariff of drivers who have none of their own.
        request evseId | The EVSE; 0 is all.
        request tariff.tariffId | The tariff's name, at most 60 characters.
        request tariff.currency | Its currency, three letters.
        response status | Accepted, or why not.
        cause ConditionNotSupported: the station cannot calculate one of the conditions.
        check Which one is set: GetTariffs.
        spec OCPP 2.1 Part 2, tariff and cost

        action GetTariffs | 2.1 | CSMS
        means Asks which tariffs the station holds.
        request evseId | The EVSE; 0 is all.
        response status | Accepted, Rejected or NoTariff.
        response tariffAssignments[].tariffId | A tariff's name.
        cause NoTariff: none is set.
        check Send one with SetDefaultTariff.
        spec OCPP 2.1 Part 2, tariff and cost

        action ClearTariffs | 2.1 | CSMS
        means Removes tariffs from the station.
        request tariffIds[] | Which; without it all.
        request evseId | Of this EVSE.
        response clearTariffsResult[].status | Accepted, Rejected or NoTariff.
        cause NoTariff: there is none of this name.
        check Which are left: GetTariffs.
        spec OCPP 2.1 Part 2, tariff and cost

        action ChangeTransactionTariff | 2.1 | CSMS
        means Changes the tariff of a session that runs.
        request transactionId | The session.
        request tariff.tariffId | The new tariff.
        response status | Accepted, or why not.
        cause NoCurrencyChange: a session keeps its currency.
        check Does a TransactionEvent with TariffChanged follow?
        spec OCPP 2.1 Part 2, tariff and cost

        action NotifySettlement | 2.1 | charging station
        means The payment terminal of the station has settled a payment.
        request pspRef | The reference of the payment provider.
        request status | Settled, Canceled, Rejected or Failed.
        request settlementAmount | The amount.
        request settlementTime | When.
        request transactionId | The session.
        response receiptUrl | Where the driver finds the receipt.
        response receiptId | The receipt's number.
        cause Failed: the provider could not be reached.
        check Compare with totalCost of the session.
        spec OCPP 2.1 Part 2, local payment

        action NotifyWebPaymentStarted | 2.1 | CSMS
        means A driver is paying for an EVSE in a browser now; the station keeps others from it meanwhile.
        request evseId | The EVSE.
        request timeout | Seconds it waits for the payment.
        cause The driver has scanned the code on the station.
        check Did a RequestStartTransaction follow?
        spec OCPP 2.1 Part 2, web payment

        action VatNumberValidation | 2.1 | charging station
        means A driver has typed a VAT number for the receipt; the CSMS checks it.
        request vatNumber | The number, at most 20 characters.
        request evseId | The EVSE.
        response vatNumber | The number.
        response status | Accepted: it is valid. Rejected: it is not.
        response company.name | Whose it is.
        cause Rejected: mistyped, or of a country that is not checked.
        check Type it again with its country's letters.
        spec OCPP 2.1 Part 2, local payment

        action BatterySwap | 2.1 | charging station
        means A battery was put in or taken out at a swap station.
        request eventType | BatteryIn, BatteryOut or BatteryOutTimeout.
        request requestId | A number that joins in and out.
        request idToken.idToken | The driver.
        request batteryData[].serialNumber | The battery.
        request batteryData[].evseId | Its slot.
        request batteryData[].soC | State of charge in percent.
        request batteryData[].soH | State of health in percent.
        cause BatteryOutTimeout: the driver did not take the battery.
        check Look for the other message with this requestId.
        spec OCPP 2.1 Part 2, battery swap

        action RequestBatterySwap | 2.1 | CSMS
        means Asks a swap station to serve a driver.
        request idToken.idToken | The driver.
        request requestId | A number that joins the messages.
        response status | Accepted or Rejected.
        cause Rejected: no charged battery is there.
        check Read statusInfo in the response.
        spec OCPP 2.1 Part 2, battery swap

        action SetDERControl | 2.1 | CSMS
        means Gives the station a rule of the grid for stations that feed in: a curve, a limit, a power factor.
        request controlId | The rule's id.
        request controlType | Which kind: VoltVar, FreqDroop, LimitMaxDischarge …
        request isDefault | true: the default, while no other counts.
        response status | Accepted, Rejected, NotSupported or NotFound.
        response supersededIds[] | Rules that this one replaces.
        cause NotSupported: the inverter does not know this kind.
        check Which rules are there: GetDERControl.
        spec OCPP 2.1 Part 2, DER control

        action GetDERControl | 2.1 | CSMS
        means Asks which grid rules the station holds. They come as ReportDERControl.
        request requestId | A number by which the report is recognised.
        request controlType | Only this kind.
        request controlId | Only this one.
        response status | Accepted, Rejected, NotSupported or NotFound.
        cause NotFound: none matches.
        check Ask without criteria.
        spec OCPP 2.1 Part 2, DER control

        action ReportDERControl | 2.1 | charging station
        means The grid rules that GetDERControl asked for.
        request requestId | The request it answers.
        request curve[].id | Id of a curve.
        request tbc | true: more follow.
        cause A list without entries: nothing matches.
        check Are all parts there?
        spec OCPP 2.1 Part 2, DER control

        action ClearDERControl | 2.1 | CSMS
        means Removes grid rules.
        request isDefault | true: defaults. false: the others.
        request controlType | Only this kind.
        request controlId | Only this one.
        response status | Accepted, Rejected, NotSupported or NotFound.
        cause NotFound: none matches.
        check Which are left: GetDERControl.
        spec OCPP 2.1 Part 2, DER control

        action NotifyDERAlarm | 2.1 | charging station
        means A grid rule has raised an alarm, or the alarm is over.
        request controlType | Of which kind.
        request gridEventFault | What is wrong with the grid: OverVoltage, UnderFrequency …
        request timestamp | When.
        request alarmEnded | true: it is over.
        cause The grid is out of its limits.
        check Do stations beside it report the same?
        spec OCPP 2.1 Part 2, DER control

        action NotifyDERStartStop | 2.1 | charging station
        means A grid rule has begun to count, or has ended.
        request controlId | The rule's id.
        request started | true: it counts now.
        request timestamp | When.
        request supersededIds[] | Rules that it replaces.
        cause Its time has come, or another rule replaces it.
        check Does the power follow?
        spec OCPP 2.1 Part 2, DER control
        """
}

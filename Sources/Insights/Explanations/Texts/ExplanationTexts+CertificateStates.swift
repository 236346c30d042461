extension ExplanationTexts {
    /// States of certificates, variables, monitors, reports and displays.
    static let certificateStates = """
        status Accepted | 1.6 2.0.1 2.1 | response of InstallCertificate, DeleteCertificate,
          GetInstalledCertificateIds, SignCertificate, GetCertificateStatus, Get15118EVCertificate
        means The request was carried out.
        cause The usual answer.
        check SignCertificate: does CertificateSigned follow?
        spec OCPP 1.6 security whitepaper; OCPP 2.0.1 Part 2, M01–M06

        status Rejected | 1.6 2.0.1 2.1 | response of InstallCertificate, SignCertificate
        means The request was refused; nothing has changed.
        cause The certificate is invalid or expired, the store is full, or the request does not fit the identity.
        check Is the station's clock right?
        check Read the certificate: dates, issuer, name.
        spec OCPP 1.6 security whitepaper; OCPP 2.0.1 Part 2, A02, M05

        status Failed | 1.6 2.0.1 2.1 | response of InstallCertificate, DeleteCertificate, GetCertificateStatus,
          Get15118EVCertificate
        means It was tried and did not work.
        cause The certificate is in use and cannot be deleted, or could not be kept.
        cause The responder or the pool of contracts cannot be reached.
        check Install the new one first, then delete the old one.
        check Try the responder's address from the CSMS.
        spec OCPP 1.6 security whitepaper; OCPP 2.0.1 Part 2, M01–M06

        status NotFound | 1.6 2.0.1 2.1 | response of DeleteCertificate, GetInstalledCertificateIds
        means There is no such certificate.
        cause The hashes are of another one, or none of this use is installed.
        check List all with GetInstalledCertificateIds.
        spec OCPP 1.6 security whitepaper; OCPP 2.0.1 Part 2, M03–M04

        status Good | 2.1 | GetCertificateChainStatus response
        means The certificate was not revoked.
        cause The usual answer.
        check Until when: nextUpdate.
        spec OCPP 2.1 Part 2, certificate management

        status Revoked | 2.1 | GetCertificateChainStatus response
        means The certificate was revoked.
        cause A contract ended, or a key was lost.
        check Ask its issuer.
        spec OCPP 2.1 Part 2, certificate management

        status Unknown | 2.1 | GetCertificateChainStatus response
        means The source does not know the certificate.
        cause A source of another issuer was asked.
        check Is the address the one in the certificate?
        spec OCPP 2.1 Part 2, certificate management

        status Failed | 2.1 | GetCertificateChainStatus response
        means The source could not be asked.
        cause It cannot be reached from the CSMS.
        check Try the address from the server.
        spec OCPP 2.1 Part 2, certificate management

        status Accepted | 2.0.1 2.1 | response of GetVariables, SetVariables
        means The variable was read or set.
        cause The usual answer.
        check Read it back to be sure.
        spec OCPP 2.0.1 Part 2, B05–B06

        status Rejected | 2.0.1 2.1 | response of GetVariables, SetVariables
        means The variable is there and was not read or set.
        cause Set: read-only, out of range, wrong type. Read: it may only be written.
        check Read attributeStatusInfo.reasonCode.
        spec OCPP 2.0.1 Part 2, B05–B06

        status UnknownComponent | 2.0.1 2.1 | response of GetVariables, SetVariables, SetVariableMonitoring
        means There is no such part.
        cause Another spelling, another instance, or evse is missing.
        check Look it up in the NotifyReport of a GetBaseReport.
        spec OCPP 2.0.1 Part 2, B05–B06, N04

        status UnknownVariable | 2.0.1 2.1 | response of GetVariables, SetVariables, SetVariableMonitoring
        means The part is there, the variable is not.
        cause Another spelling or instance, or optional and not built in.
        check Look it up in the NotifyReport of a GetBaseReport.
        spec OCPP 2.0.1 Part 2, B05–B06, N04

        status NotSupportedAttributeType | 2.0.1 2.1 | response of GetVariables, SetVariables
        means The variable has no Target, MinSet or MaxSet.
        cause Only Actual exists for most.
        check Leave attributeType out.
        spec OCPP 2.0.1 Part 2, B05–B06

        status RebootRequired | 2.0.1 2.1 | SetVariables response
        means The value is kept and counts after the next restart.
        cause Settings of network and security are read at the start.
        check Did a Reset follow?
        spec OCPP 2.0.1 Part 2, B05

        status Accepted | 2.0.1 2.1 | response of SetVariableMonitoring, ClearVariableMonitoring, SetMonitoringBase,
          SetMonitoringLevel, GetMonitoringReport, GetBaseReport, GetReport
        means The request was carried out, or the report follows.
        cause The usual answer.
        check Did all parts of the report come?
        spec OCPP 2.0.1 Part 2, B07–B08, N02–N06

        status Rejected | 2.0.1 2.1 | response of SetVariableMonitoring, ClearVariableMonitoring, SetMonitoringBase,
          SetMonitoringLevel, GetMonitoringReport, GetBaseReport, GetReport
        means The request was refused; nothing has changed.
        cause Monitoring is off, a value is out of range, a built-in watch cannot be removed, or another report runs.
        check Read statusInfo.reasonCode.
        spec OCPP 2.0.1 Part 2, B07–B08, N02–N06

        status NotSupported | 2.0.1 2.1 | response of SetMonitoringBase, GetMonitoringReport, GetBaseReport, GetReport
        means The station does not offer this.
        cause An optional kind of report or basis.
        check Ask for FullInventory or without criteria.
        spec OCPP 2.0.1 Part 2, B07–B08, N02–N03

        status EmptyResultSet | 2.0.1 2.1 | response of SetMonitoringBase, GetMonitoringReport, GetBaseReport,
          GetReport
        means Nothing matches, so no report follows.
        cause The criteria are too narrow.
        check Ask without criteria.
        spec OCPP 2.0.1 Part 2, B07–B08, N02–N03

        status NotFound | 2.0.1 2.1 | ClearVariableMonitoring response
        means There is no watch of this number.
        cause It was removed before.
        check Ask with GetMonitoringReport.
        spec OCPP 2.0.1 Part 2, N06

        status UnsupportedMonitorType | 2.0.1 2.1 | SetVariableMonitoring response
        means The variable cannot be watched this way.
        cause A threshold on text, or a kind that is not built in.
        check Try Delta, and see supportsMonitoring in the report.
        spec OCPP 2.0.1 Part 2, N04

        status Duplicate | 2.0.1 2.1 | SetVariableMonitoring response
        means There is such a watch already.
        cause Same variable, kind and severity.
        check Change it by its number.
        spec OCPP 2.0.1 Part 2, N04

        status Accepted | 2.0.1 2.1 | SetNetworkProfile response
        means The profile is kept. It counts when its slot is in NetworkConfigurationPriority.
        cause The usual answer.
        check Set the priority, then Reset.
        spec OCPP 2.0.1 Part 2, B09

        status Rejected | 2.0.1 2.1 | SetNetworkProfile response
        means The profile was refused.
        cause A lower security profile, an unknown slot, a wrong address.
        check Read statusInfo.reasonCode.
        spec OCPP 2.0.1 Part 2, B09

        status Failed | 2.0.1 2.1 | SetNetworkProfile response
        means The profile is right and could not be kept.
        cause The slot is in use at the moment.
        check Take another slot.
        spec OCPP 2.0.1 Part 2, B09

        status Accepted | 2.0.1 2.1 | response of SetDisplayMessage, GetDisplayMessages, ClearDisplayMessage,
          CustomerInformation
        means The request was carried out, or the report follows.
        cause The usual answer.
        check Did the report come?
        spec OCPP 2.0.1 Part 2, N09, O01–O05

        status Rejected | 2.0.1 2.1 | response of SetDisplayMessage, ClearDisplayMessage, CustomerInformation
        means The request was refused; nothing has changed.
        cause There are too many messages, or the station keeps no such data.
        check Read statusInfo.reasonCode.
        spec OCPP 2.0.1 Part 2, N09, O01–O05

        status Unknown | 2.0.1 2.1 | response of GetDisplayMessages, ClearDisplayMessage
        means There is no such message.
        cause Its time is over, or it ended with the session.
        check Ask with GetDisplayMessages for all.
        spec OCPP 2.0.1 Part 2, O03–O05

        status Invalid | 2.0.1 2.1 | CustomerInformation response
        means The request names no customer.
        cause Token, customer and certificate are all missing.
        check Name one of them.
        spec OCPP 2.0.1 Part 2, N09

        status NotSupportedMessageFormat | 2.0.1 2.1 | SetDisplayMessage response
        means The display does not know this format.
        cause HTML or a code where only text is shown.
        check Send UTF8 or ASCII.
        spec OCPP 2.0.1 Part 2, O01

        status NotSupportedPriority | 2.0.1 2.1 | SetDisplayMessage response
        means The display does not know this priority.
        cause AlwaysFront is optional.
        check Send NormalCycle.
        spec OCPP 2.0.1 Part 2, O01

        status NotSupportedState | 2.0.1 2.1 | SetDisplayMessage response
        means The display cannot bind a message to this state.
        cause An optional state.
        check Leave state out.
        spec OCPP 2.0.1 Part 2, O01

        status UnknownTransaction | 2.0.1 2.1 | SetDisplayMessage response
        means There is no such session.
        cause It has ended.
        check Look for its TransactionEvent with Ended.
        spec OCPP 2.0.1 Part 2, O02

        status LanguageNotSupported | 2.1 | SetDisplayMessage response
        means The display does not know this language.
        cause A letter or language that the firmware lacks.
        check Which languages does DisplayMessageCtrlr name?
        spec OCPP 2.1 Part 2, display message
        """
}

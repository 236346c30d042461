extension ExplanationTexts {
    /// Actions of firmware, logs and diagnostics.
    static let firmwareActions = """
        action UpdateFirmware | 1.6 2.0.1 2.1 | CSMS
        means Tells the station to fetch a new firmware and install it. Progress comes as FirmwareStatusNotification.
        request location | Address of the file; a password in it is masked in this log. (1.6)
        request retrieveDate | From when on it may fetch the file. (1.6)
        request requestId | A number by which progress is recognised. (2.x)
        request firmware.location | Address of the file. (2.x)
        request firmware.retrieveDateTime | From when on it may fetch the file. (2.x)
        request firmware.installDateTime | From when on it may install it. (2.x)
        request firmware.signingCertificate | The certificate that the firmware is signed with. (2.x)
        request firmware.signature | The signature, base64. (2.x)
        request retries | How often it tries to fetch the file.
        request retryInterval | Seconds between two tries.
        response status | Accepted, Rejected, AcceptedCanceled, InvalidCertificate or RevokedCertificate. (2.x)
        cause DownloadFailed: the address is not reachable from the station's network, the scheme is not supported, or
          a login is wrong.
        cause InvalidSignature: the file was changed, or it is for another model.
        cause Nothing happens: the date lies in the future, or a session runs.
        check Follow the FirmwareStatusNotification of this station one by one.
        check Can the file be fetched from the network the station is in? A private APN often blocks it.
        check After Installed: does the next BootNotification show the new firmwareVersion?
        spec OCPP 1.6 §5.19; OCPP 2.0.1 Part 2, L01–L02

        action SignedUpdateFirmware | 1.6 | CSMS
        means Like UpdateFirmware, for stations of 1.6 with the security extensions: certificate and signature of the
          firmware come with it.
        request requestId | A number by which progress is recognised.
        request firmware.location | Address of the file, at most 512 characters.
        request firmware.retrieveDateTime | From when on it may fetch the file.
        request firmware.installDateTime | From when on it may install it.
        request firmware.signingCertificate | The certificate that the firmware is signed with, PEM.
        request firmware.signature | The signature, base64.
        request retries | How often it tries to fetch the file.
        request retryInterval | Seconds between two tries.
        response status | Accepted, Rejected, AcceptedCanceled, InvalidCertificate or RevokedCertificate.
        cause InvalidCertificate: the station does not trust who signed it; the manufacturer's root is missing.
        check Follow SignedFirmwareStatusNotification with this requestId.
        check Which roots are installed: GetInstalledCertificateIds.
        spec OCPP 1.6 security whitepaper, SignedUpdateFirmware

        action FirmwareStatusNotification | 1.6 2.0.1 2.1 | charging station
        means How far a firmware update has come.
        request status | Idle, Downloading, Downloaded, Installing, Installed, DownloadFailed, InstallationFailed; in
          2.x more steps.
        request requestId | The UpdateFirmware it belongs to. (2.x)
        request statusInfo.reasonCode | Why it failed, in one word. (2.1)
        cause It stops at Downloading: a slow line, or the server cuts the connection.
        cause InstallationFailed: wrong file for this hardware, too little memory, power was lost.
        check Which UpdateFirmware came before, and how long does each step take?
        check Is the station back with a BootNotification?
        spec OCPP 1.6 §4.5; OCPP 2.0.1 Part 2, L01–L02

        action SignedFirmwareStatusNotification | 1.6 | charging station
        means How far an update with signature has come, for stations of 1.6 with the security extensions.
        request status | Where it is, or where it failed; InvalidSignature is the one that matters for security.
        request requestId | The SignedUpdateFirmware it belongs to.
        cause InvalidSignature: the file is not what was signed.
        check Compare the checksum of the file on the server with the maker's.
        spec OCPP 1.6 security whitepaper, SignedFirmwareStatusNotification

        action PublishFirmware | 2.0.1 2.1 | CSMS
        means Tells a local controller to fetch a firmware once and offer it to the stations beside it, to save
          traffic.
        request location | Address of the file.
        request checksum | MD5 of the file, 32 characters.
        request requestId | A number by which progress is recognised.
        request retries | How often it tries.
        request retryInterval | Seconds between two tries.
        response status | Accepted or Rejected.
        cause Rejected: this is a station and no local controller.
        check Follow PublishFirmwareStatusNotification.
        spec OCPP 2.0.1 Part 2, L03

        action PublishFirmwareStatusNotification | 2.0.1 2.1 | charging station
        means How far a local controller has come with offering a firmware.
        request status | Idle, Downloading, Downloaded, ChecksumVerified, Published, and how it failed.
        request location[] | Where stations can fetch it; with Published.
        request requestId | The PublishFirmware it belongs to.
        cause InvalidChecksum: the file is not complete, or another one.
        check Does location answer from a station's network?
        spec OCPP 2.0.1 Part 2, L03

        action UnpublishFirmware | 2.0.1 2.1 | CSMS
        means Tells a local controller to offer a firmware no longer.
        request checksum | MD5 of the file.
        response status | Unpublished, NoFirmware or DownloadOngoing.
        cause DownloadOngoing: a station fetches it at the moment.
        check Try again when the downloads are over.
        spec OCPP 2.0.1 Part 2, L04

        action GetDiagnostics | 1.6 | CSMS
        means Tells the station to upload its own log of faults: the first thing a maker asks for.
        request location | Folder to upload to (ftp, http …); a password in it is masked in this log.
        request startTime | Only what was written from then on.
        request stopTime | Only what was written before.
        request retries | How often it tries.
        request retryInterval | Seconds between two tries.
        response fileName | The name of the file; absent when there is nothing to upload.
        cause No fileName: there is no log for that time.
        cause UploadFailed: the server is not reachable, or the login is wrong.
        check Follow DiagnosticsStatusNotification: Uploading, Uploaded.
        check Which schemes does the station know: SupportedFileTransferProtocols.
        spec OCPP 1.6 §5.9

        action DiagnosticsStatusNotification | 1.6 | charging station
        means How far the upload of diagnostics has come.
        request status | Idle, Uploading, Uploaded or UploadFailed.
        cause UploadFailed: no way to the server, wrong login, or no room there.
        check Which GetDiagnostics came before, and does its address work from the station's network?
        spec OCPP 1.6 §4.4

        action GetLog | 1.6 2.0.1 2.1 | CSMS
        means Tells the station to upload a log: for diagnostics, or what happened to its security.
        request logType | DiagnosticsLog or SecurityLog; in 2.1 also DataCollectorLog.
        request requestId | A number by which progress is recognised.
        request log.remoteLocation | Address to upload to; a password in it is masked in this log.
        request log.oldestTimestamp | Only what was written from then on.
        request log.latestTimestamp | Only what was written before.
        request retries | How often it tries.
        request retryInterval | Seconds between two tries.
        response status | Accepted, Rejected, or AcceptedCanceled: an upload that ran was given up for this one.
        response filename | The name of the file.
        cause Rejected: this log does not exist there.
        check Follow LogStatusNotification with this requestId.
        spec OCPP 1.6 security whitepaper, GetLog; OCPP 2.0.1 Part 2, N01

        action LogStatusNotification | 1.6 2.0.1 2.1 | charging station
        means How far the upload of a log has come.
        request status | Uploading, Uploaded, or why it failed: PermissionDenied, BadMessage, NotSupportedOperation,
          UploadFailure.
        request requestId | The GetLog it belongs to.
        cause PermissionDenied: the login of the server.
        cause UploadFailure: the line, or a name that cannot be resolved.
        check Which GetLog came before, and does its address work from the station's network?
        spec OCPP 1.6 security whitepaper, LogStatusNotification; OCPP 2.0.1 Part 2, N01
        """
}

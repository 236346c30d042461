extension ExplanationTexts {
    /// States of updates and uploads.
    static let firmwareStates = """
        status Idle | 1.6 2.0.1 2.1 | FirmwareStatusNotification, SignedFirmwareStatusNotification and
          PublishFirmwareStatusNotification request
        means No update is going on. Sent when it is asked for with TriggerMessage.
        cause Nothing to do.
        check Was an UpdateFirmware sent, and does its date lie in the future?
        spec OCPP 1.6 §4.5; OCPP 2.0.1 Part 2, L01

        status Downloading | 1.6 2.0.1 2.1 | FirmwareStatusNotification, SignedFirmwareStatusNotification and
          PublishFirmwareStatusNotification request
        means The file is being fetched.
        cause The usual step.
        check Hours on: a slow line; see the size of the file.
        spec OCPP 1.6 §4.5; OCPP 2.0.1 Part 2, L01

        status Downloaded | 1.6 2.0.1 2.1 | FirmwareStatusNotification, SignedFirmwareStatusNotification and
          PublishFirmwareStatusNotification request
        means The file is there.
        cause The usual step.
        check Does Installing follow, or does the station wait for a session to end?
        spec OCPP 1.6 §4.5; OCPP 2.0.1 Part 2, L01

        status DownloadFailed | 1.6 2.0.1 2.1 | FirmwareStatusNotification, SignedFirmwareStatusNotification and
          PublishFirmwareStatusNotification request
        means The file could not be fetched.
        cause The address is not reachable from the station's network, or the name cannot be resolved.
        cause Wrong login, wrong path, or a scheme that the station does not know.
        cause The station does not trust the certificate of the server.
        check Fetch the file from the same network.
        check Does plain http or ftp work where https does not?
        check Did the server see the request at all: look at its log.
        spec OCPP 1.6 §4.5; OCPP 2.0.1 Part 2, L01

        status DownloadScheduled | 1.6 2.0.1 2.1 | FirmwareStatusNotification, SignedFirmwareStatusNotification and
          PublishFirmwareStatusNotification request
        means The file will be fetched later.
        cause The date lies in the future.
        check Which date did the request name?
        spec OCPP 2.0.1 Part 2, L01

        status DownloadPaused | 1.6 2.0.1 2.1 | FirmwareStatusNotification, SignedFirmwareStatusNotification and
          PublishFirmwareStatusNotification request
        means Fetching waits, and goes on later.
        cause Something more important goes on, as a session.
        check Does Downloading follow?
        spec OCPP 2.0.1 Part 2, L01

        status Installing | 1.6 2.0.1 2.1 | FirmwareStatusNotification and SignedFirmwareStatusNotification request
        means The new firmware is being installed. The station may go away meanwhile.
        cause The usual step.
        check An hour on and no BootNotification: somebody has to go there.
        spec OCPP 1.6 §4.5; OCPP 2.0.1 Part 2, L01

        status Installed | 1.6 2.0.1 2.1 | FirmwareStatusNotification and SignedFirmwareStatusNotification request
        means The new firmware runs.
        cause The usual end.
        check Does BootNotification show the new firmwareVersion?
        check Are settings still as before? Compare GetConfiguration.
        spec OCPP 1.6 §4.5; OCPP 2.0.1 Part 2, L01

        status InstallationFailed | 1.6 2.0.1 2.1 | FirmwareStatusNotification and SignedFirmwareStatusNotification
          request
        means The installation failed; as a rule the old firmware goes on.
        cause The file is for other hardware, or the step between versions is too large.
        cause Too little memory, or the power was lost.
        check Does the station work, and with which firmware?
        check Ask the maker from which version on this update is allowed.
        spec OCPP 1.6 §4.5; OCPP 2.0.1 Part 2, L01

        status InstallRebooting | 1.6 2.0.1 2.1 | FirmwareStatusNotification and SignedFirmwareStatusNotification
          request
        means The station restarts to install.
        cause The usual step.
        check Does BootNotification follow, with FirmwareUpdate as the reason (2.x)?
        spec OCPP 2.0.1 Part 2, L01

        status InstallScheduled | 1.6 2.0.1 2.1 | FirmwareStatusNotification and SignedFirmwareStatusNotification
          request
        means It will be installed later.
        cause The date lies in the future, or a session runs.
        check When does the session end?
        spec OCPP 2.0.1 Part 2, L01

        status InstallVerificationFailed | 1.6 2.0.1 2.1 | FirmwareStatusNotification and
          SignedFirmwareStatusNotification request
        means What was installed is not what it should be.
        cause A broken file, or a fault of the memory.
        check Try again; then ask the maker.
        spec OCPP 2.0.1 Part 2, L01

        status InvalidSignature | 1.6 2.0.1 2.1 | FirmwareStatusNotification and SignedFirmwareStatusNotification
          request
        means The file was not signed by whom the request says. It is not installed.
        cause The file was changed or cut, or the signature belongs to another one.
        check Compare the checksum with the maker's.
        check It is an event of security until you know better.
        spec OCPP 2.0.1 Part 2, L01

        status SignatureVerified | 1.6 2.0.1 2.1 | FirmwareStatusNotification and SignedFirmwareStatusNotification
          request
        means The signature is right.
        cause The usual step.
        check Does Installing follow?
        spec OCPP 2.0.1 Part 2, L01

        status Published | 2.0.1 2.1 | PublishFirmwareStatusNotification request
        means Stations can fetch the file from the local controller.
        cause The usual end.
        check Does the address in location answer?
        spec OCPP 2.0.1 Part 2, L03

        status InvalidChecksum | 2.0.1 2.1 | PublishFirmwareStatusNotification request
        means The file is not the one that was meant.
        cause Cut while fetching, or a newer file under the same name.
        check Compare the MD5.
        spec OCPP 2.0.1 Part 2, L03

        status ChecksumVerified | 2.0.1 2.1 | PublishFirmwareStatusNotification request
        means The file is the right one.
        cause The usual step.
        check Does Published follow?
        spec OCPP 2.0.1 Part 2, L03

        status PublishFailed | 2.0.1 2.1 | PublishFirmwareStatusNotification request
        means The file is there and cannot be offered.
        cause Too little room, or the server of the controller does not run.
        check Look at the controller.
        spec OCPP 2.0.1 Part 2, L03

        status Unpublished | 2.0.1 2.1 | UnpublishFirmware response
        means It is not offered any more.
        cause The usual answer.
        check Nothing.
        spec OCPP 2.0.1 Part 2, L04

        status NoFirmware | 2.0.1 2.1 | UnpublishFirmware response
        means There is no such file.
        cause It was removed before.
        check Is the checksum right?
        spec OCPP 2.0.1 Part 2, L04

        status DownloadOngoing | 2.0.1 2.1 | UnpublishFirmware response
        means A station fetches it at the moment.
        cause An update runs.
        check Try again later.
        spec OCPP 2.0.1 Part 2, L04

        status Accepted | 1.6 2.0.1 2.1 | response of UpdateFirmware, SignedUpdateFirmware, PublishFirmware, GetLog
        means It will be done; progress follows in messages of its own.
        cause The usual answer.
        check Follow the status messages with the same requestId.
        spec OCPP 1.6 security whitepaper; OCPP 2.0.1 Part 2, L01, N01

        status Rejected | 1.6 2.0.1 2.1 | response of UpdateFirmware, SignedUpdateFirmware, PublishFirmware, GetLog
        means It will not be done.
        cause Another update runs, the log does not exist, or the function is off.
        check Read statusInfo.reasonCode (2.x).
        spec OCPP 1.6 security whitepaper; OCPP 2.0.1 Part 2, L01, N01

        status AcceptedCanceled | 1.6 2.0.1 2.1 | response of UpdateFirmware, SignedUpdateFirmware, GetLog
        means It will be done, and what ran before was given up for it.
        cause A second request before the first was finished.
        check The first one will not come any more.
        spec OCPP 1.6 security whitepaper; OCPP 2.0.1 Part 2, L01, N01

        status AcceptedCanceled | 2.0.1 2.1 | LogStatusNotification request
        means This upload was given up for a newer request.
        cause A second GetLog before the first was finished.
        check Follow the newer requestId.
        spec OCPP 2.0.1 Part 2, N01

        status InvalidCertificate | 1.6 2.0.1 2.1 | response of UpdateFirmware, SignedUpdateFirmware
        means The certificate that the firmware is signed with is not trusted.
        cause The manufacturer's root is missing, or the certificate has expired.
        check Which ManufacturerRootCertificate is installed?
        spec OCPP 1.6 security whitepaper; OCPP 2.0.1 Part 2, L01

        status RevokedCertificate | 1.6 2.0.1 2.1 | response of UpdateFirmware, SignedUpdateFirmware
        means The certificate that the firmware is signed with was revoked.
        cause The maker has withdrawn it.
        check Ask the maker for a firmware signed anew.
        spec OCPP 1.6 security whitepaper; OCPP 2.0.1 Part 2, L01

        status Idle | 1.6 2.0.1 2.1 | DiagnosticsStatusNotification and LogStatusNotification request
        means No upload is going on. Sent when it is asked for with TriggerMessage.
        cause Nothing to do.
        check Was a log asked for at all?
        spec OCPP 1.6 §4.4; OCPP 2.0.1 Part 2, N01

        status Uploading | 1.6 2.0.1 2.1 | DiagnosticsStatusNotification and LogStatusNotification request
        means The log is being uploaded.
        cause The usual step.
        check Hours on: a slow line or a large log; ask for a shorter time.
        spec OCPP 1.6 §4.4; OCPP 2.0.1 Part 2, N01

        status Uploaded | 1.6 2.0.1 2.1 | DiagnosticsStatusNotification and LogStatusNotification request
        means The log lies on the server.
        cause The usual end.
        check Look for the file name that the response named.
        spec OCPP 1.6 §4.4; OCPP 2.0.1 Part 2, N01

        status UploadFailed | 1.6 | DiagnosticsStatusNotification request
        means The log could not be uploaded.
        cause The server is not reachable, the login is wrong, or there is no room.
        check Try the address from the station's network.
        check Which schemes does SupportedFileTransferProtocols name?
        spec OCPP 1.6 §4.4

        status UploadFailure | 1.6 2.0.1 2.1 | LogStatusNotification request
        means The log could not be uploaded.
        cause The server is not reachable, or the connection broke.
        check Try the address from the station's network.
        spec OCPP 1.6 security whitepaper; OCPP 2.0.1 Part 2, N01

        status PermissionDenied | 1.6 2.0.1 2.1 | LogStatusNotification request
        means The server did not let the station in.
        cause Wrong login, or no right to write there.
        check Log in with the same name and password.
        spec OCPP 1.6 security whitepaper; OCPP 2.0.1 Part 2, N01

        status BadMessage | 1.6 2.0.1 2.1 | LogStatusNotification request
        means The server did not understand the station.
        cause A wrong scheme or port.
        check Look at the log of the server.
        spec OCPP 1.6 security whitepaper; OCPP 2.0.1 Part 2, N01

        status NotSupportedOperation | 1.6 2.0.1 2.1 | LogStatusNotification request
        means The server does not offer what the station needs.
        cause Uploads are not allowed there, or the scheme differs.
        check Try another scheme: ftp, sftp, https.
        spec OCPP 1.6 security whitepaper; OCPP 2.0.1 Part 2, N01
        """
}

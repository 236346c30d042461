/// The texts of ``Explanations``, a topic each; their form is that of ``ExplanationReader``.
///
/// Words are our own, and plain: for an operator of a site and an engineer of support. The order of the topics is the
/// order of a word's meanings, so what stands in the field most often comes first.
enum ExplanationTexts {
    /// All topics.
    static let all = [
        stationActions,
        controlActions,
        transactionActions,
        firmwareActions,
        reservationActions,
        smartChargingActions,
        securityActions,
        deviceModelActions,
        monitoringActions,
        tariffActions,
        callErrors,
        stationErrors,
        vendorErrors,
        connectorStates,
        authorizationStates,
        answerStates,
        chargingStates,
        firmwareStates,
        certificateStates,
        stopReasons,
        triggerReasons,
        bootReasons,
        securityEvents,
        profileReasonCodes,
        reasonCodes,
    ]
}

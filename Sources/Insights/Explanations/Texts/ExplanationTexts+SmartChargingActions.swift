extension ExplanationTexts {
    /// Actions of smart charging.
    static let smartChargingActions = """
        action SetChargingProfile | 1.6 2.0.1 2.1 | CSMS
        means Tells the station how much current or power it may give, and when. Several profiles are stacked: within a
          purpose the higher stackLevel wins, TxProfile replaces TxDefaultProfile, and the lowest limit of what is left
          counts.
        request connectorId | The connector; 0 is the whole station. (1.6)
        request csChargingProfiles.chargingProfileId | The profile's number; the same again replaces it. (1.6)
        request csChargingProfiles.stackLevel | Rank; the higher one wins. At most ChargeProfileMaxStackLevel. (1.6)
        request csChargingProfiles.chargingProfilePurpose | ChargePointMaxProfile: the station. TxDefaultProfile: each
          session. TxProfile: this session. (1.6)
        request csChargingProfiles.chargingProfileKind | Absolute: from a time on. Recurring: each day or week.
          Relative: from the start of the session on. (1.6)
        request csChargingProfiles.transactionId | The session, with TxProfile. (1.6)
        request csChargingProfiles.chargingSchedule.chargingRateUnit | A or W; many stations know only A. (1.6)
        request csChargingProfiles.chargingSchedule.chargingSchedulePeriod[].startPeriod | Seconds from the start of
          the schedule. (1.6)
        request csChargingProfiles.chargingSchedule.chargingSchedulePeriod[].limit | At most this, with one digit after
          the point; amperes are for each phase. (1.6)
        request csChargingProfiles.chargingSchedule.chargingSchedulePeriod[].numberPhases | 1 to 3; without it three.
          (1.6)
        request evseId | The EVSE; 0 is the whole station. (2.x)
        request chargingProfile.id | The profile's number. (2.x)
        request chargingProfile.stackLevel | Rank; the higher one wins. (2.x)
        request chargingProfile.chargingProfilePurpose | ChargingStationMaxProfile, TxDefaultProfile, TxProfile,
          ChargingStationExternalConstraints; 2.1 knows more. (2.x)
        request chargingProfile.chargingProfileKind | Absolute, Recurring, Relative; 2.1 also Dynamic. (2.x)
        request chargingProfile.transactionId | The session, with TxProfile. (2.x)
        request chargingProfile.chargingSchedule[].chargingRateUnit | A or W. (2.x)
        request chargingProfile.chargingSchedule[].chargingSchedulePeriod[].limit | At most this, in A for each phase
          or in W. (2.x)
        response status | Accepted, Rejected; NotSupported (1.6).
        response statusInfo.reasonCode | Why not, in one word. (2.x)
        cause Rejected: the unit is not known, too many periods, the stackLevel is too high, or the session does not
          exist.
        cause Accepted without effect: a lower limit of another purpose counts, or the vehicle draws less anyway.
        cause The vehicle stops: the limit is below 6 A, the least a vehicle can draw.
        check Ask with GetCompositeSchedule what counts now.
        check Compare Current.Offered or Power.Offered with the limit, then Current.Import.
        check Which keys limit profiles: ChargeProfileMaxStackLevel, ChargingScheduleMaxPeriods,
          ChargingScheduleAllowedChargingRateUnit.
        check Old profiles that nobody remembers: ClearChargingProfile or GetChargingProfiles.
        spec OCPP 1.6 §5.16, §3.13; OCPP 2.0.1 Part 2, K01

        action ClearChargingProfile | 1.6 2.0.1 2.1 | CSMS
        means Removes charging profiles: one by its number, or all that match.
        request id | The profile's number. (1.6)
        request connectorId | Profiles of this connector; 0 is the station. (1.6)
        request chargingProfilePurpose | Profiles of this purpose. (1.6)
        request stackLevel | Profiles of this rank. (1.6)
        request chargingProfileId | The profile's number. (2.x)
        request chargingProfileCriteria.evseId | Profiles of this EVSE. (2.x)
        request chargingProfileCriteria.chargingProfilePurpose | Profiles of this purpose. (2.x)
        request chargingProfileCriteria.stackLevel | Profiles of this rank. (2.x)
        response status | Accepted: at least one was removed. Unknown: none matched.
        cause Unknown: it ended with its session, or was never accepted.
        check Ask with GetCompositeSchedule what is left.
        spec OCPP 1.6 §5.5; OCPP 2.0.1 Part 2, K10

        action GetCompositeSchedule | 1.6 2.0.1 2.1 | CSMS
        means Asks which limits result from all profiles, for the next seconds. The honest answer to "why does it
          charge so slowly".
        request connectorId | The connector; 0 is the whole station. (1.6)
        request evseId | The EVSE; 0 is the whole station. (2.x)
        request duration | For how many seconds from now on.
        request chargingRateUnit | In A or W.
        response status | Accepted or Rejected.
        response scheduleStart | When it begins. (1.6)
        response connectorId | Of which connector. (1.6)
        response chargingSchedule.chargingSchedulePeriod[].limit | A limit, in the unit of chargingRateUnit. (1.6)
        response schedule.scheduleStart | When it begins. (2.x)
        response schedule.chargingSchedulePeriod[].limit | A limit, in the unit of chargingRateUnit. (2.x)
        cause Rejected: the unit or the connector is not known.
        check Ask in A when W is rejected.
        check A limit that no profile has: it comes from the station's own setting or an external controller.
        spec OCPP 1.6 §5.7; OCPP 2.0.1 Part 2, K08

        action GetChargingProfiles | 2.0.1 2.1 | CSMS
        means Asks which charging profiles the station holds. They come as ReportChargingProfiles.
        request requestId | A number by which the report is recognised.
        request evseId | Of this EVSE; 0 is the station, without it all.
        request chargingProfile.chargingProfilePurpose | Of this purpose.
        request chargingProfile.stackLevel | Of this rank.
        request chargingProfile.chargingProfileId[] | Of these numbers; then no other criterion.
        response status | Accepted: a report follows. NoProfiles: none matches.
        cause NoProfiles: the criteria are too narrow.
        check Ask without criteria besides the purpose.
        spec OCPP 2.0.1 Part 2, K09

        action ReportChargingProfiles | 2.0.1 2.1 | charging station
        means The charging profiles that GetChargingProfiles asked for.
        request requestId | The request it answers.
        request chargingLimitSource | Who made them: EMS, CSO (the CSMS), SO (grid operator) or Other.
        request chargingProfile[].id | A profile's number.
        request evseId | Of which EVSE.
        request tbc | true: more follow.
        cause Profiles you did not send: another system or the station itself sets limits.
        check Look at chargingLimitSource first.
        spec OCPP 2.0.1 Part 2, K09

        action NotifyChargingLimit | 2.0.1 2.1 | charging station
        means Somebody beside the CSMS limits the station now: an energy management system, the grid operator, a
          switch.
        request chargingLimit.chargingLimitSource | Who: EMS, SO, CSO or Other.
        request chargingLimit.isGridCritical | true: the grid depends on it.
        request chargingSchedule[].chargingSchedulePeriod[].limit | The limit, in A or W.
        request evseId | Of this EVSE; without it the station.
        cause The grid operator has reduced the load.
        cause A local energy management protects the house connection.
        check Until when? Look for ClearedChargingLimit.
        check Does the energy management have the right main fuse?
        spec OCPP 2.0.1 Part 2, K11–K12

        action ClearedChargingLimit | 2.0.1 2.1 | charging station
        means A limit that came from outside is over.
        request chargingLimitSource | Who had set it.
        request evseId | Of which EVSE.
        cause The load in the building or the grid has fallen.
        check How long did it last: the NotifyChargingLimit before.
        spec OCPP 2.0.1 Part 2, K13

        action NotifyEVChargingNeeds | 2.0.1 2.1 | charging station
        means A vehicle has said by ISO 15118 how much energy it wants and until when. The CSMS answers with a profile.
        request evseId | The EVSE.
        request chargingNeeds.requestedEnergyTransfer | AC with one to three phases, or DC.
        request chargingNeeds.departureTime | When the driver wants to leave.
        request chargingNeeds.acChargingParameters.energyAmount | Energy in Wh.
        request chargingNeeds.dcChargingParameters.stateOfCharge | State of charge in percent.
        request maxScheduleTuples | How many periods the vehicle can read.
        response status | Accepted, Rejected, Processing; 2.1 also NoChargingProfile.
        cause Processing: the profile comes later.
        check Did a SetChargingProfile for the session follow?
        spec OCPP 2.0.1 Part 2, K15

        action NotifyEVChargingSchedule | 2.0.1 2.1 | charging station
        means Which schedule the vehicle has chosen from those it was offered.
        request timeBase | The moment that its times count from.
        request chargingSchedule.id | The schedule.
        request evseId | The EVSE.
        response status | Accepted or Rejected.
        cause Rejected: the schedule does not fit what the CSMS offered.
        check Compare with the profile that was sent before.
        spec OCPP 2.0.1 Part 2, K15–K17

        action PullDynamicScheduleUpdate | 2.1 | charging station
        means The station asks for the newest values of a dynamic profile.
        request chargingProfileId | The profile.
        response status | Accepted or Rejected.
        response scheduleUpdate.limit | The new limit.
        cause Rejected: the profile is not dynamic, or not known.
        check Is dynUpdateInterval of the profile what you meant?
        spec OCPP 2.1 Part 2, smart charging

        action UpdateDynamicSchedule | 2.1 | CSMS
        means Changes the values of a dynamic profile at once, without sending it anew.
        request chargingProfileId | The profile.
        request scheduleUpdate.limit | The new limit, in the profile's unit.
        request scheduleUpdate.setpoint | What shall be drawn; below 0 gives back.
        response status | Accepted or Rejected.
        cause Rejected: the profile is not dynamic, or has no such value.
        check Ask with GetChargingProfiles for the profile.
        spec OCPP 2.1 Part 2, smart charging

        action UsePriorityCharging | 2.1 | CSMS
        means Lets a session charge with priority, or ends that: a prepared profile replaces the normal one.
        request transactionId | The session.
        request activate | true: from now on.
        response status | Accepted, Rejected or NoProfile.
        cause NoProfile: no profile of the purpose PriorityCharging is installed.
        check Send the profile first.
        spec OCPP 2.1 Part 2, smart charging

        action NotifyPriorityCharging | 2.1 | charging station
        means A driver has asked for priority at the station, or has given it up.
        request transactionId | The session.
        request activated | true: it charges with priority now.
        cause A button at the station or in the vehicle.
        check Does the power rise afterwards?
        spec OCPP 2.1 Part 2, smart charging

        action NotifyAllowedEnergyTransfer | 2.1 | CSMS
        means Tells the station which ways of transfer a session may use, giving back to the grid included.
        request transactionId | The session.
        request allowedEnergyTransfer[] | AC_single_phase, DC, AC_BPT …; BPT is in both directions.
        response status | Accepted or Rejected.
        cause Rejected: the session speaks no ISO 15118-20.
        check Which ways did the vehicle offer: NotifyEVChargingNeeds.
        spec OCPP 2.1 Part 2, smart charging

        action AFRRSignal | 2.1 | CSMS
        means A signal of the grid's frequency reserve: stations that give back or draw react by their curve.
        request timestamp | When the signal is from.
        request signal | The value of the signal.
        response status | Accepted or Rejected.
        cause Rejected with NoSignalWattCurve: the profile has no curve for the signal.
        check Is a profile with v2xSignalWattCurve installed?
        spec OCPP 2.1 Part 2, smart charging
        """
}

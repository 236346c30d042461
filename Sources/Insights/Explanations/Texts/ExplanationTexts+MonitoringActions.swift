extension ExplanationTexts {
    /// Actions of monitoring and of streams of values.
    static let monitoringActions = """
        action SetVariableMonitoring | 2.0.1 2.1 | CSMS
        means Sets a watch on a variable: tell me when it crosses a limit, changes, or every so often.
        request setMonitoringData[].component.name | The part.
        request setMonitoringData[].variable.name | Which variable of it.
        request setMonitoringData[].type | UpperThreshold, LowerThreshold, Delta, Periodic or PeriodicClockAligned.
        request setMonitoringData[].value | The limit, the difference, or the seconds.
        request setMonitoringData[].severity | 0 is danger, 9 is for debugging.
        response setMonitoringResult[].status | Accepted, or what is not known or not possible.
        response setMonitoringResult[].type | Which kind it is about.
        response setMonitoringResult[].severity | Its severity.
        response setMonitoringResult[].component.name | Which part.
        response setMonitoringResult[].variable.name | Which variable.
        cause UnsupportedMonitorType: this variable cannot be watched this way.
        check Is MonitoringCtrlr.Enabled true, and the level of monitoring high enough?
        spec OCPP 2.0.1 Part 2, N04

        action ClearVariableMonitoring | 2.0.1 2.1 | CSMS
        means Ends watches by their numbers.
        request id[] | The numbers.
        response clearMonitoringResult[].status | Accepted, Rejected or NotFound.
        response clearMonitoringResult[].id | Which one.
        cause Rejected: it is built in and cannot be removed.
        check Ask with GetMonitoringReport for the numbers.
        spec OCPP 2.0.1 Part 2, N06

        action GetMonitoringReport | 2.0.1 2.1 | CSMS
        means Asks which watches there are. They come as NotifyMonitoringReport.
        request requestId | A number by which the report is recognised.
        request monitoringCriteria[] | ThresholdMonitoring, DeltaMonitoring or PeriodicMonitoring.
        request componentVariable[].component.name | Only of this part.
        response status | Accepted, Rejected, NotSupported or EmptyResultSet.
        cause EmptyResultSet: none matches.
        check Ask without criteria.
        spec OCPP 2.0.1 Part 2, N02

        action NotifyMonitoringReport | 2.0.1 2.1 | charging station
        means A part of the report of watches.
        request requestId | The GetMonitoringReport it answers.
        request seqNo | The number of the part, from 0 on.
        request generatedAt | When it was made.
        request tbc | true: more parts follow.
        request monitor[].component.name | The part of the station.
        request monitor[].variableMonitoring[].id | The number of the watch.
        cause Parts are missing: the connection was lost in between.
        check Are the numbers without gaps?
        spec OCPP 2.0.1 Part 2, N02

        action SetMonitoringBase | 2.0.1 2.1 | CSMS
        means Brings all watches back to a basis.
        request monitoringBase | All, FactoryDefault or HardWiredOnly.
        response status | Accepted, Rejected, NotSupported or EmptyResultSet.
        cause NotSupported: this basis is not built in.
        check Which watches are left: GetMonitoringReport.
        spec OCPP 2.0.1 Part 2, N03

        action SetMonitoringLevel | 2.0.1 2.1 | CSMS
        means From which severity on events are sent: all of this number and below.
        request severity | 0 (only danger) to 9 (all).
        response status | Accepted or Rejected.
        cause Rejected: not from 0 to 9.
        check Too many NotifyEvent: take a smaller number.
        spec OCPP 2.0.1 Part 2, N05

        action OpenPeriodicEventStream | 2.1 | charging station
        means The station wants to send values of a watch as a stream.
        request constantStreamData.id | The stream's number.
        request constantStreamData.variableMonitoringId | The watch.
        request constantStreamData.params.interval | Seconds between two messages.
        response status | Accepted or Rejected.
        cause Rejected: the CSMS takes no streams, or too many.
        check Do NotifyPeriodicEventStream follow?
        spec OCPP 2.1 Part 2, periodic event streams

        action ClosePeriodicEventStream | 2.1 | charging station
        means The station ends a stream.
        request id | The stream's number.
        cause Its watch was removed.
        check Was ClearVariableMonitoring sent before?
        spec OCPP 2.1 Part 2, periodic event streams

        action AdjustPeriodicEventStream | 2.1 | CSMS
        means Changes how often a stream sends.
        request id | The stream's number.
        request params.interval | Seconds between two messages.
        request params.values | How many values one message holds.
        response status | Accepted or Rejected.
        cause Rejected: there is no such stream.
        check Which streams are open: GetPeriodicEventStream.
        spec OCPP 2.1 Part 2, periodic event streams

        action GetPeriodicEventStream | 2.1 | CSMS
        means Asks which streams are open.
        response constantStreamData[].id | A stream's number.
        response constantStreamData[].variableMonitoringId | The watch it belongs to.
        cause An empty list: none is open.
        check Did OpenPeriodicEventStream come, and was it accepted?
        spec OCPP 2.1 Part 2, periodic event streams

        action NotifyPeriodicEventStream | 2.1 | charging station
        means Values of a stream. It is a SEND: nobody answers, and a loss is not noticed.
        request id | The stream's number.
        request basetime | The moment that the times count from.
        request data[].t | Seconds from there on.
        request data[].v | The value, as text.
        request pending | How many values still wait.
        cause pending grows: the line is too slow for the stream.
        check Make the interval longer with AdjustPeriodicEventStream.
        spec OCPP 2.1 Part 2, periodic event streams
        """
}

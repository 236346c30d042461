extension ExplanationTexts {
    /// Codes of CALLERROR: a request was received and could not be answered.
    static let callErrors = """
        error NotImplemented | 1.6 2.0.1 2.1 | CALLERROR of either side
        means The receiver does not know this action at all.
        cause The action belongs to a profile or version that the receiver does not have.
        cause The action is misspelled, or upper and lower case are wrong.
        cause The peers speak different versions on one connection.
        check Which version was agreed on in the handshake, and is the action of that version?
        check Station: which profiles does it name in SupportedFeatureProfiles (1.6)?
        check CSMS: does the maker say that it supports the action?
        spec OCPP-J 1.6 §4.2.3; OCPP 2.0.1 Part 4

        error NotSupported | 1.6 2.0.1 2.1 | CALLERROR of either side
        means The receiver knows the action but does not offer it here.
        cause A function is switched off by a setting or licence.
        cause The hardware lacks what it needs, as a lock or a display.
        check Did the same station ever accept it? Search the action with outcome ok.
        check Look for a key or variable that switches the function on.
        spec OCPP-J 1.6 §4.2.3; OCPP 2.0.1 Part 4

        error InternalError | 1.6 2.0.1 2.1 | CALLERROR of either side
        means The receiver failed while it worked on the request: a fault of its software, not of the message.
        cause CSMS: a database or a service behind it does not answer.
        cause Station: too little memory, or a firmware that does not expect the content.
        check Do other stations get it at the same minute? Then it is the CSMS.
        check Does the same request fail again? Then give the message to the maker, with the time.
        check Read the description and details of the CALLERROR.
        spec OCPP-J 1.6 §4.2.3; OCPP 2.0.1 Part 4

        error ProtocolError | 1.6 2.0.1 2.1 | CALLERROR of either side
        means The message does not follow the protocol: it came at the wrong moment, or something it needs is missing.
        cause A message before BootNotification was accepted.
        cause A required field is absent.
        cause A second call before the first was answered.
        check Was the station accepted at that moment?
        check Compare the request with the schema: the page of the entry names what is wrong.
        spec OCPP-J 1.6 §4.2.3; OCPP 2.0.1 Part 4

        error SecurityError | 1.6 2.0.1 2.1 | CALLERROR of either side
        means The receiver refuses the request for reasons of security.
        cause 2.x: a message was sent although BootNotification got Pending or Rejected.
        cause A setting that may not be changed this way, as a lower security profile.
        cause A certificate or signature does not fit.
        check What did the last BootNotification get?
        check Is there a SecurityEventNotification at the same time?
        spec OCPP-J 1.6 §4.2.3; OCPP 2.0.1 Part 4

        error FormationViolation | 1.6 | CALLERROR of either side
        means The content of the message is no valid JSON, or not of the form that the action wants. In 2.x it is
          called FormatViolation.
        cause An unknown field, or one at the wrong place.
        cause Cut text: a limit of the length in between.
        check Look at the exact bytes of the frame.
        check Compare the request with the schema: the page of the entry names what is wrong.
        spec OCPP-J 1.6 §4.2.3

        error FormatViolation | 2.0.1 2.1 | CALLERROR of either side
        means The content of the message is no valid JSON, or not of the form that the action wants. In 1.6 it is
          called FormationViolation.
        cause An unknown field: objects of 2.x take no others; extras belong into customData.
        cause Text that is cut or badly encoded.
        check Look at the exact bytes of the frame.
        check Compare the request with the schema: the page of the entry names what is wrong.
        spec OCPP 2.0.1 Part 4

        error PropertyConstraintViolation | 1.6 2.0.1 2.1 | CALLERROR of either side
        means A field has the right type and a value that is not allowed.
        cause A text is too long, as an idTag with more than 20 characters.
        cause A word is not in the list, as a status of another version.
        cause A number is out of its limits.
        check Compare the request with the schema: the page of the entry names the field.
        check Is the word one of another version, or written with other letters?
        spec OCPP-J 1.6 §4.2.3; OCPP 2.0.1 Part 4

        error OccurenceConstraintViolation | 1.6 | CALLERROR of either side
        means A field is missing, or there more often than allowed. The code is spelled with one r in 1.6, by mistake;
          many send it with two.
        cause A required field is absent or null.
        cause A list is empty where it must have an element.
        check Compare the request with the schema: the page of the entry names the field.
        spec OCPP-J 1.6 §4.2.3

        error OccurrenceConstraintViolation | 2.0.1 2.1 | CALLERROR of either side
        means A field is missing, or there more often than allowed. 1.6 spells the code with one r.
        cause A required field is absent or null.
        cause A list has too few or too many elements.
        check Compare the request with the schema: the page of the entry names the field.
        spec OCPP 2.0.1 Part 4

        error TypeConstraintViolation | 1.6 2.0.1 2.1 | CALLERROR of either side
        means A field has the wrong type, as text where a number belongs.
        cause A number in quotes, or the other way round.
        cause A time without a zone, or in the local form.
        check Compare the request with the schema: the page of the entry names the field.
        check Since when does it happen: after an update of one side?
        spec OCPP-J 1.6 §4.2.3; OCPP 2.0.1 Part 4

        error GenericError | 1.6 2.0.1 2.1 | CALLERROR of either side
        means Anything that no other code says.
        cause Makers use it for all that they did not foresee.
        check Read the description: it is all there is.
        check Ask the maker with the time and the message.
        spec OCPP-J 1.6 §4.2.3; OCPP 2.0.1 Part 4

        error MessageTypeNotSupported | 2.0.1 2.1 | CALLERROR of either side
        means The message begins with a number that the receiver does not know. Most receivers ignore such messages.
        cause A message of 2.1 (5 or 6) was sent to a peer that speaks 2.0.1.
        check Which version was agreed on in the handshake?
        spec OCPP 2.0.1 Part 4; deprecated in OCPP 2.1

        error RpcFrameworkError | 2.0.1 2.1 | CALLERROR of either side
        means The frame around the message is broken: not an array, a wrong number of elements, no id. The id of such
          an answer is often -1.
        cause The sender builds frames by hand.
        cause Two frames were glued together, or one was cut.
        check Look at the exact bytes of the frame.
        spec OCPP 2.0.1 Part 4
        """
}

import Insights
import OCPP
import OCPPLog
import Testing

@testable import ocpplogs

/// Readiness profiles are read from YAML, and what is wrong with one is said with its place.
struct ProfileFileTests {
    @Test(arguments: BuiltInProfiles.all.map(\.name))
    func profilesThatAreBuiltInAreProfiles(_ name: String) throws {
        let profile = try ProfileFile.profile(name)
        #expect(profile.name == name && profile.requirements.count > 15 && !profile.about.isEmpty)
        for requirement in profile.requirements {
            guard case .message(let message) = requirement.test else { continue }
            for action in message.actions { #expect(action.specification != nil, "\(requirement.id): \(action)") }
        }
    }

    @Test func aRequirementIsReadAsItIsWritten() throws {
        let profile = try ProfileFile.parse(
            """
            profile: mine
            requirements:
              - id: trigger
                title: Sends its state
                why: We ask for it after each outage.
                required: no
                message: TriggerMessage
                with: {requestedMessage: [StatusNotification, BootNotification]}
                answers: Accepted
            """, name: "mine.yaml")
        let expected = Requirement(
            "trigger", "Sends its state", why: "We ask for it after each outage.", isRequired: false,
            .message(
                RequiredMessage(
                    [Action("TriggerMessage")], by: .csms,
                    with: ["requestedMessage": ["StatusNotification", "BootNotification"]], answers: ["Accepted"])))
        #expect(profile.requirements == [expected] && profile.title == "mine")
    }

    @Test(arguments: [
        ("", "mine.yaml: the profile is empty"),
        ("profile: mine", "mine.yaml:1:1: a profile has requirements"),
        (
            "profile: mine\nrequirements:\n  - id: a\n",
            "mine.yaml:3:5: the requirement \"a\" says with one of message, measurands"
        ),
        (
            "profile: mine\nrequirements:\n  - id: a\n    no_finding: clok-drift\n",
            "there is no rule \"clok-drift\"; did you mean \"clock-drift\"?"
        ),
        (
            "profile: mine\nrequirements:\n  - id: a\n    message: DataTransfer\n",
            "who sends DataTransfer? from: cp or from: csms"
        ),
        (
            "profile: mine\nrequirements:\n  - id: a\n    version: [1]\n  - id: a\n    version: [1]\n",
            "the id \"a\" stands here twice"
        ),
        (
            "profile: mine\nrequirements:\n  - id: a\n    zero_limit_suspends: soon\n",
            "zero_limit_suspends is a time with a unit"
        ),
        ("profile: [", "this is not YAML"),
    ])
    func whatIsWrongIsSaidWithItsPlace(_ text: String, _ sentence: String) {
        let failure = #expect(throws: CommandFailure.self) { try ProfileFile.parse(text, name: "mine.yaml") }
        #expect(failure?.message.contains(sentence) == true, "\(failure?.message ?? "")")
    }
}

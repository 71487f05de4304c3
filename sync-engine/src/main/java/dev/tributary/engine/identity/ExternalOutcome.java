package dev.tributary.engine.identity;

/** How a sign-in ended that an identity provider vouched for. */
public sealed interface ExternalOutcome {

    /** The session is what the browser shows from now on. */
    record SignedIn(Caller.Person person, Secret session) implements ExternalOutcome {}

    /** None of their groups has a role here. */
    record NoRole() implements ExternalOutcome {}

    /** They have no account, and the provider's newcomers get none. */
    record NoAccount() implements ExternalOutcome {}

    /** An admin has shut them out. */
    record Disabled() implements ExternalOutcome {}
}

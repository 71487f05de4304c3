package dev.tributary.engine.identity;

import java.time.Duration;

/** How a try to sign in ended. */
public sealed interface SignInOutcome {

    /** The session is what the browser shows from now on. */
    record SignedIn(Caller.Person person, Secret session) implements SignInOutcome {}

    /** Wrong name or wrong password; which of them is not told. */
    record Refused() implements SignInOutcome {}

    /** Too many failures; the password was not looked at. */
    record Throttled(Duration delay) implements SignInOutcome {}
}

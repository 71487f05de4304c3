package dev.tributary.engine.identity.oidc;

import dev.tributary.engine.identity.Caller;
import dev.tributary.engine.identity.Secret;

/** How somebody came back from a provider. */
public sealed interface OidcOutcome {

    /** The session is what the browser shows from now on. */
    record SignedIn(Caller.Person person, Secret session, String returnTo) implements OidcOutcome {}

    /** Why not, for the person, and what to do. */
    record Refused(Reason reason, String message) implements OidcOutcome {}

    /** What kind of refusal. */
    enum Reason {
        /** The way back does not fit the way there: begun elsewhere, too long ago, or used before. */
        BROKEN,
        /** The provider did not vouch for anybody. */
        PROVIDER,
        /** The person may not come in. */
        PERSON
    }
}

package dev.tributary.engine.account;

import java.util.List;

/** What came of a sign-in. */
public sealed interface ConsentOutcome {

    /** Connected; these connectors waited for it and run now. */
    record Connected(String returnTo, long account, List<Long> connectors) implements ConsentOutcome {}

    /**
     * Not connected.
     *
     * @param code a plain word for it, safe in an address
     * @param reason for a person
     */
    record Refused(String returnTo, String code, String reason) implements ConsentOutcome {}

    /** Nobody began it in this browser, or it took too long, or it was answered before. */
    record Unknown() implements ConsentOutcome {}
}

package dev.tributary.engine.sync;

/** Whether what a complete listing left out may go (D3, D4, D6). */
final class DeletionGuard {

    private static final int SUSPECT_EMPTY_FROM = 3;
    private static final int SUSPECT_SHORT_FROM = 50;
    private static final int SUSPECT_SHARE = 10;
    private static final int CAP = 25;
    private static final int CAP_SHARE = 4;

    private DeletionGuard() {}

    /**
     * The figures of a complete listing. Excluded, filtered and kept documents count nowhere (D7).
     *
     * @param owned live documents from before this listing
     * @param listed how many documents the source has by this listing
     * @param missing how many of the owned ones it left out
     * @param suspectBefore whether the complete listing before this one was suspect, too
     * @param scopeConfirmed whether a person narrowed the scope and confirmed what goes
     */
    record Evidence(long owned, long listed, long missing, boolean suspectBefore, boolean scopeConfirmed) {}

    enum Verdict {
        /** Tombstone what is missing, purge what was tombstoned before. */
        PROCEED,
        /** Purge what was tombstoned before; a person decides about the rest. */
        HOLD,
        /** Touch nothing unless the next complete listing says the same. */
        SUSPECT
    }

    static Verdict verdict(Evidence evidence) {
        if (evidence.scopeConfirmed()) {
            return Verdict.PROCEED;
        }
        if (suspect(evidence) && !evidence.suspectBefore()) {
            return Verdict.SUSPECT;
        }
        return evidence.missing() > Math.max(CAP, evidence.owned() / CAP_SHARE) ? Verdict.HOLD : Verdict.PROCEED;
    }

    /** Why nothing was removed, for a person. */
    static String doubt(Evidence evidence) {
        return ("The source listed %d of %d known documents, too few to be believed at once, so nothing was removed."
                        + " What is missing goes when the next full sync says the same.")
                .formatted(evidence.listed(), evidence.owned());
    }

    static boolean suspect(Evidence evidence) {
        var isEmpty = evidence.listed() == 0 && evidence.owned() >= SUSPECT_EMPTY_FROM;
        var isShort = evidence.listed() * SUSPECT_SHARE < evidence.owned() && evidence.owned() >= SUSPECT_SHORT_FROM;
        return isEmpty || isShort;
    }
}

package dev.tributary.engine.account;

/**
 * An answer of a token endpoint as its vendor tells it, with made-up tokens.
 *
 * @param body JSON
 */
record VendorAnswer(Situation situation, int status, String body) {

    /** What was asked, and how it ended; the text is the name of the fact. */
    enum Situation {
        EXCHANGED("exchanged"),
        REFRESHED("refreshed"),
        CODE_REFUSED("code refused"),
        REFRESH_REFUSED("refresh refused"),
        CLIENT_REFUSED("client refused");

        private final String fact;

        Situation(String fact) {
            this.fact = fact;
        }

        String fact() {
            return fact;
        }
    }

    static VendorAnswer of(Situation situation, String value) {
        var parts = value.split(" ", 2);
        return new VendorAnswer(situation, Integer.parseInt(parts[0]), parts[1]);
    }

    @Override
    public String toString() {
        return "%s: %d %s".formatted(situation.fact(), status, body);
    }
}

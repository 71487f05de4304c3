package dev.tributary.testing.authorization;

/**
 * What the token endpoint was asked for, and gave.
 *
 * @param granted tokens for a code, a device or a client itself
 * @param refreshed refreshes that gave new tokens
 * @param refused refreshes that gave none because the refresh token was not good
 * @param troubled calls that met trouble
 */
record TokenCounts(int granted, int refreshed, int refused, int troubled) {

    static final TokenCounts NONE = new TokenCounts(0, 0, 0, 0);

    TokenCounts grantedOne() {
        return new TokenCounts(granted + 1, refreshed, refused, troubled);
    }

    TokenCounts refreshedOne() {
        return new TokenCounts(granted, refreshed + 1, refused, troubled);
    }

    TokenCounts refusedOne() {
        return new TokenCounts(granted, refreshed, refused + 1, troubled);
    }

    TokenCounts troubledOne() {
        return new TokenCounts(granted, refreshed, refused, troubled + 1);
    }
}

package dev.tributary.meta.oauth;

/** What the vendor documents on Proof Key for Code Exchange (RFC 7636); the engine always uses {@code S256}. */
public enum Pkce {
    /** Requests without a challenge are refused. */
    REQUIRED,

    /** Documented as possible; the engine sends a challenge. */
    SUPPORTED,

    /** Not in the vendor's documentation; the engine sends no challenge. */
    UNDOCUMENTED
}

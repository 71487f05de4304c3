package dev.tributary.meta.oauth;

/** How the fields of a request to the token endpoint are written. */
public enum BodyFormat {
    /** {@code application/x-www-form-urlencoded}, the standard. */
    FORM,

    /** A flat {@code application/json} object. */
    JSON
}

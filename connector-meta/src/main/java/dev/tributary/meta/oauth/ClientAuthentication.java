package dev.tributary.meta.oauth;

/** How Tributary proves to a provider which client it is. */
public enum ClientAuthentication {
    /** {@code Authorization: Basic}, client id as user, client secret as password. */
    BASIC,

    /** {@code client_id} and {@code client_secret} as fields of the body. */
    BODY,

    /** Only {@code client_id}, as a field of the body: a public client without a secret. */
    PUBLIC,

    /** Not at all: the request stands on the token it carries. */
    NONE
}

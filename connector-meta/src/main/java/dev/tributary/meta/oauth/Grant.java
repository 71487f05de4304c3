package dev.tributary.meta.oauth;

import java.time.Duration;
import java.util.List;

/** A way to a token without a browser on the machine that asks; answers and errors are those of {@link TokenEndpoint}. */
public sealed interface Grant {

    /**
     * The device grant of RFC 8628: a person types a short code on any device.
     *
     * @param endpoint answers {@code device_code}, {@code user_code}, {@code verification_uri}, {@code interval}
     * @param grantType the value of {@code grant_type} when polling the token endpoint
     * @param scopes the only scopes that the vendor allows here, in the short form; empty is all
     */
    record DeviceCode(String endpoint, String grantType, List<String> scopes) implements Grant {

        /** The {@code grant_type} of RFC 8628. */
        public static final String STANDARD = "urn:ietf:params:oauth:grant-type:device_code";

        public DeviceCode {
            scopes = List.copyOf(scopes);
        }
    }

    /**
     * The client acts for itself or for a whole organisation; there is no refresh token, a new token is asked for.
     *
     * @param token the token endpoint, which may differ from that of the code
     * @param grantType usually {@code client_credentials}
     * @param scope what is sent as {@code scope}; empty is what the connector asks for
     * @param answers further fields; an empty value is a question to the administrator, as an organisation's id
     */
    record ClientCredentials(String token, String grantType, String scope, List<Parameter> answers) implements Grant {

        /** The {@code grant_type} of RFC 6749. */
        public static final String STANDARD = "client_credentials";

        public ClientCredentials {
            answers = List.copyOf(answers);
        }
    }

    /**
     * A key signs an assertion (RFC 7523, RS256) that is exchanged for a token.
     *
     * @param token the token endpoint
     * @param audience the claim {@code aud}
     * @param subject what the claim {@code sub} names, in words for the administrator
     * @param longest how far {@code exp} may lie from {@code iat}
     * @param scopeClaim whether the scopes are the claim {@code scope}, or not part of the assertion
     */
    record JwtBearer(String token, String audience, String subject, Duration longest, ScopeClaim scopeClaim)
            implements Grant {

        /** The {@code grant_type} of RFC 7523. */
        public static final String GRANT_TYPE = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    }

    /** Whether an assertion says the scopes. */
    enum ScopeClaim {
        PRESENT,
        ABSENT
    }
}

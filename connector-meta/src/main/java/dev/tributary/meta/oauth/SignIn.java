package dev.tributary.meta.oauth;

import java.util.List;

/** How a person lends Tributary an account in a browser. */
public sealed interface SignIn {

    /** The address that the browser is sent to. */
    String authorization();

    ScopeSyntax scopes();

    /** Parameters of the authorization request beyond the standard's, as {@code access_type=offline}. */
    List<Parameter> parameters();

    /**
     * The authorization code grant of RFC 6749: {@code response_type=code}, {@code client_id}, {@code redirect_uri},
     * {@code state} go out; {@code code} and {@code state}, or {@code error}, come back to the redirect URI.
     */
    record Code(String authorization, Pkce pkce, ScopeSyntax scopes, List<Parameter> parameters, TokenEndpoint tokens)
            implements SignIn {
        public Code {
            parameters = List.copyOf(parameters);
        }
    }

    /**
     * A token without a code: it comes back in the fragment of the return address, which only a script in the browser
     * can read, and which carries no state of its own, so the engine puts {@code state} into the query of the return
     * address. There is no token endpoint and no client secret.
     *
     * @param clientParameter what {@code client_id} is called
     * @param returnParameter what {@code redirect_uri} is called
     * @param tokenField the field of the fragment that holds the token
     */
    record Fragment(
            String authorization,
            ScopeSyntax scopes,
            List<Parameter> parameters,
            String clientParameter,
            String returnParameter,
            String tokenField)
            implements SignIn {
        public Fragment {
            parameters = List.copyOf(parameters);
        }
    }
}

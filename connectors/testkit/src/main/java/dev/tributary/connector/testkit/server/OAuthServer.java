package dev.tributary.connector.testkit.server;

import java.net.URI;

/**
 * A real OAuth provider on the loopback address, whose access tokens live for five seconds and whose refresh tokens are
 * good for one refresh. Its client {@code tributary} may send people back to {@code /oauth/callback} and
 * {@code /login/oauth2/code/oidc} at any port of {@code 127.0.0.1}, asks for consent, and knows the scopes
 * {@code openid profile email documents.read comments.read}. It calls itself {@code localhost}, so that for a browser it
 * is another site than an engine at {@code 127.0.0.1}, as a provider is. Safe for use by several threads.
 */
public sealed interface OAuthServer extends AutoCloseable permits AuthorizationServer, KeycloakServer {

    /** Where its endpoints are, as its discovery document says. */
    record Endpoints(URI authorization, URI token, URI revocation, URI introspection, URI device, URI userInfo) {}

    /** The client that both sides know. */
    record Client(String id, String secret) {
        @Override
        public String toString() {
            return "Client[" + id + "]";
        }
    }

    /** Somebody with an account at the provider. */
    record Person(String name, String password) {
        @Override
        public String toString() {
            return "Person[" + name + "]";
        }
    }

    /**
     * How refreshes ended.
     *
     * @param granted with new tokens
     * @param refused because the refresh token was no longer good
     */
    record Refreshes(long granted, long refused) {}

    /** In the group {@code tributary-admins}. */
    Person ALICE = new Person("alice", "alice-password");

    /** In the group {@code tributary-editors}. */
    Person BOB = new Person("bob", "bob-password");

    /** In no group that matters. */
    Person CAROL = new Person("carol", "carol-password");

    Client CLIENT = new Client("tributary", "tributary-client-secret");

    String issuer();

    Endpoints endpoints();

    /** Asks whether the access token is good at this moment, and for that scope. */
    boolean allows(String accessToken, String scope);

    /** All since it was started. */
    Refreshes refreshes();

    /** Takes back all that the person has granted, as the person can do in the account's settings. */
    void revokeAll(Person person);

    @Override
    void close();
}

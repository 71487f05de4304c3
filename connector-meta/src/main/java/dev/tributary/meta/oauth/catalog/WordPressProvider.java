package dev.tributary.meta.oauth.catalog;

import dev.tributary.meta.Setup;
import dev.tributary.meta.oauth.ClientAuthentication;
import dev.tributary.meta.oauth.Identity;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.Pkce;
import dev.tributary.meta.oauth.ScopeSyntax;
import dev.tributary.meta.oauth.SignIn;
import dev.tributary.meta.oauth.TokenAnswer;
import dev.tributary.meta.oauth.TokenEndpoint;
import dev.tributary.meta.oauth.TokenLifetime;
import java.util.List;

/**
 * WordPress.com, and sites joined to it by Jetpack; a self-hosted site has no part in this. Without the scope
 * {@code global}, a token is for one site.
 *
 * <p>Confirmed: both endpoints in "OAuth2 Authentication"; {@code access_denied} from a person who declines in an older page of
 * it; {@code ID} and {@code username} in the reference "GET /me".
 *
 * <p>Not confirmed: that tokens got by a code do not expire (the documentation tells two weeks for those without a code);
 * an endpoint for revocation; the refusals of the token endpoint but for that of an unknown client, 400 with
 * {@code invalid_client} (woocommerce/woocommerce-android 1417). Left out: the newer server at {@code oauth2-1}, whose
 * metadata name refresh tokens, PKCE and revocation.
 */
final class WordPressProvider {

    static final OAuthProvider PROVIDER = OAuthProvider.of(
                    "wordpress",
                    "WordPress.com",
                    new SignIn.Code(
                            "https://public-api.wordpress.com/oauth2/authorize",
                            Pkce.UNDOCUMENTED,
                            ScopeSyntax.STANDARD,
                            List.of(),
                            TokenEndpoint.of("https://public-api.wordpress.com/oauth2/token", ClientAuthentication.BODY)
                                    .answering(TokenAnswer.STANDARD.keeping(
                                            new TokenAnswer.Attribute("blog_id", "/blog_id"),
                                            new TokenAnswer.Attribute("blog_url", "/blog_url")))),
                    TokenLifetime.endless())
            .identifiedBy(Identity.Asked.get("https://public-api.wordpress.com/rest/v1.1/me", "/ID", "/username"))
            .afterSetup(new Setup(
                    List.of(
                            "In WordPress.com's applications manager, create an application of the type Web.",
                            "Enter the redirect URL {redirectUri}.",
                            "Enter the client ID and the client secret here."),
                    "https://developer.wordpress.com/apps/"))
            .restingOn(
                    "https://developer.wordpress.com/docs/api/oauth2/",
                    "https://developer.wordpress.com/docs/api/1.1/get/me/");

    private WordPressProvider() {}
}

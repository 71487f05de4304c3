package dev.tributary.engine.account;

import dev.tributary.meta.oauth.ClientAuthentication;
import dev.tributary.meta.oauth.Grant;
import dev.tributary.meta.oauth.Identity;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.Pkce;
import dev.tributary.meta.oauth.Refresh;
import dev.tributary.meta.oauth.ScopeSyntax;
import dev.tributary.meta.oauth.SignIn;
import dev.tributary.meta.oauth.TokenAnswer;
import dev.tributary.meta.oauth.TokenEndpoint;
import dev.tributary.meta.oauth.TokenLifetime;
import java.util.List;
import java.util.Optional;

/** What an engine knows of a {@link FakeProvider}; apart from it, so that the process of an engine has none of its texts. */
final class FakeDeclaration {

    /** The field of a token's answer that says where the documents are. */
    static final String DOCUMENTS = "documents_url";

    private FakeDeclaration() {}

    /** Of the one that answers at that address. */
    static OAuthProvider at(String address) {
        var tokens = address + "/token";
        var code = new SignIn.Code(
                address + "/authorize",
                Pkce.REQUIRED,
                ScopeSyntax.STANDARD,
                List.of(),
                TokenEndpoint.of(tokens, ClientAuthentication.BASIC)
                        .answering(
                                TokenAnswer.STANDARD.keeping(new TokenAnswer.Attribute(DOCUMENTS, "/" + DOCUMENTS))));
        var lasting = new Refresh.Rotating(Refresh.Validity.UNLIMITED, Optional.empty());
        return OAuthProvider.of("fake", "Fake", code, TokenLifetime.declared(lasting))
                .serving("fake-documents")
                .alsoGranting(
                        new Grant.DeviceCode(address + "/device", Grant.DeviceCode.STANDARD, List.of()),
                        new Grant.ClientCredentials(tokens, Grant.ClientCredentials.STANDARD, "", List.of()))
                .identifiedBy(Identity.Asked.get(address + "/me", "/id", "/name"));
    }
}

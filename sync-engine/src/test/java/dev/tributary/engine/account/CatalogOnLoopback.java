package dev.tributary.engine.account;

import dev.tributary.meta.oauth.Grant;
import dev.tributary.meta.oauth.Identity;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.SignIn;
import dev.tributary.meta.oauth.catalog.ProviderCatalog;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The catalog as it is, but for its addresses. */
record CatalogOnLoopback(UnaryOperator<String> place) {

    List<OAuthProvider> all() {
        return ProviderCatalog.all().stream().map(this::moved).toList();
    }

    private OAuthProvider moved(OAuthProvider entry) {
        var filled = entry.at(Map.of());
        return new OAuthProvider(
                filled.id(),
                filled.name(),
                filled.services(),
                filled.hosts(),
                moved(filled.signIn()),
                filled.lifetime(),
                filled.revocation().map(how -> how.at(place.apply(how.url()))),
                filled.identity().map(this::moved),
                filled.grants().stream().map(this::moved).toList(),
                filled.setup(),
                filled.documentation());
    }

    private SignIn moved(SignIn signIn) {
        return switch (signIn) {
            case SignIn.Code(var authorization, var pkce, var scopes, var parameters, var tokens) ->
                new SignIn.Code(
                        place.apply(authorization), pkce, scopes, parameters, tokens.at(place.apply(tokens.url())));
            case SignIn.Fragment fragment -> fragment;
        };
    }

    private Identity moved(Identity identity) {
        return switch (identity) {
            case Identity.InTokenAnswer inAnswer -> inAnswer;
            case Identity.Asked asked -> asked.at(place.apply(asked.url()));
        };
    }

    private Grant moved(Grant grant) {
        return switch (grant) {
            case Grant.DeviceCode(var endpoint, var type, var scopes) ->
                new Grant.DeviceCode(place.apply(endpoint), type, scopes);
            case Grant.ClientCredentials(var token, var type, var scope, var answers) ->
                new Grant.ClientCredentials(place.apply(token), type, scope, answers);
            case Grant.JwtBearer(var token, var audience, var subject, var longest, var claim) ->
                new Grant.JwtBearer(place.apply(token), audience, subject, longest, claim);
        };
    }
}

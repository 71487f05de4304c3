package dev.tributary.meta.oauth;

import java.util.function.UnaryOperator;

/** Fills in the addresses within the parts of a provider. */
final class Addresses {

    private Addresses() {}

    static SignIn of(SignIn signIn, UnaryOperator<String> filled) {
        return switch (signIn) {
            case SignIn.Code(var authorization, var pkce, var scopes, var parameters, var tokens) ->
                new SignIn.Code(
                        filled.apply(authorization), pkce, scopes, parameters, tokens.at(filled.apply(tokens.url())));
            case SignIn.Fragment fragment ->
                new SignIn.Fragment(
                        filled.apply(fragment.authorization()),
                        fragment.scopes(),
                        fragment.parameters(),
                        fragment.clientParameter(),
                        fragment.returnParameter(),
                        fragment.tokenField());
        };
    }

    static Identity of(Identity identity, UnaryOperator<String> filled) {
        return switch (identity) {
            case Identity.InTokenAnswer inAnswer -> inAnswer;
            case Identity.Asked asked -> asked.at(filled.apply(asked.url()));
        };
    }

    static Grant of(Grant grant, UnaryOperator<String> filled) {
        return switch (grant) {
            case Grant.DeviceCode(var endpoint, var type, var scopes) ->
                new Grant.DeviceCode(filled.apply(endpoint), type, scopes);
            case Grant.ClientCredentials(var token, var type, var scope, var answers) ->
                new Grant.ClientCredentials(filled.apply(token), type, scope, answers);
            case Grant.JwtBearer(var token, var audience, var subject, var longest, var claim) ->
                new Grant.JwtBearer(filled.apply(token), filled.apply(audience), subject, longest, claim);
        };
    }
}

package dev.tributary.meta.oauth;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How scopes are asked for, and read from an answer. Scopes of {@code AuthConfig.OAuth} are in the short form; the
 * engine stores and compares short forms.
 *
 * @param parameter the parameter of the authorization request
 * @param separator what stands between two scopes in a request
 * @param always scopes asked for whatever the connector wants, as for a refresh token
 * @param expansions short prefixes and what they stand for on the wire
 * @param placement where the scopes of a sign-in are decided
 */
public record ScopeSyntax(
        String parameter, String separator, List<String> always, List<Expansion> expansions, Placement placement) {

    /** Parameter {@code scope}, separated by a space: RFC 6749. */
    public static final ScopeSyntax STANDARD =
            new ScopeSyntax("scope", " ", List.of(), List.of(), Placement.IN_REQUEST);

    /** The scopes are ticked at the provider, when the client is made; the request has none. */
    public static final ScopeSyntax SET_AT_PROVIDER =
            new ScopeSyntax("scope", " ", List.of(), List.of(), Placement.AT_PROVIDER);

    public ScopeSyntax {
        always = List.copyOf(always);
        expansions = List.copyOf(expansions);
    }

    public ScopeSyntax in(String anotherParameter) {
        return new ScopeSyntax(anotherParameter, separator, always, expansions, placement);
    }

    public ScopeSyntax separatedBy(String another) {
        return new ScopeSyntax(parameter, another, always, expansions, placement);
    }

    public ScopeSyntax always(String... scopes) {
        return new ScopeSyntax(parameter, separator, List.of(scopes), expansions, placement);
    }

    public ScopeSyntax expanding(Expansion... all) {
        return new ScopeSyntax(parameter, separator, always, List.of(all), placement);
    }

    /** Returns all that a sign-in asks for, in the short form: what connectors want and what is always asked for. */
    public Set<String> wanted(Collection<String> scopes) {
        var all = new LinkedHashSet<>(scopes);
        all.addAll(always);
        return all;
    }

    /** Returns the value of {@link #parameter} for a sign-in; empty if the provider takes no scopes in the request. */
    public String requested(Collection<String> scopes) {
        if (placement == Placement.AT_PROVIDER) {
            return "";
        }
        return wanted(scopes).stream().map(this::expanded).collect(Collectors.joining(separator));
    }

    /**
     * Returns, in the short form, the scopes that an answer grants. Some answers separate by commas what was asked for
     * with spaces, or the other way round, so both are read.
     */
    public Set<String> granted(String answered) {
        return Arrays.stream(answered.split("[\\s,]+"))
                .filter(scope -> !scope.isEmpty())
                .map(this::shortened)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Returns what connectors want and an answer did not grant; the person consents once more for these. Scopes that are
     * always asked for are left out, as some answers do not repeat them.
     */
    public Set<String> lacking(Collection<String> wanted, Collection<String> granted) {
        var lacking = new LinkedHashSet<>(wanted);
        lacking.removeAll(always);
        lacking.removeAll(granted);
        return lacking;
    }

    private String expanded(String scope) {
        return expansions.stream()
                .filter(expansion -> !expansion.prefix().isEmpty() && scope.startsWith(expansion.prefix()))
                .findFirst()
                .map(expansion ->
                        expansion.full() + scope.substring(expansion.prefix().length()))
                .orElse(scope);
    }

    private String shortened(String scope) {
        return expansions.stream()
                .filter(expansion -> scope.startsWith(expansion.full()))
                .findFirst()
                .map(expansion ->
                        expansion.prefix() + scope.substring(expansion.full().length()))
                .orElse(scope);
    }

    /**
     * A scope that starts with {@code prefix} starts with {@code full} on the wire. An empty prefix changes nothing in
     * requests, and takes {@code full} away from the scopes of answers.
     */
    public record Expansion(String prefix, String full) {
        public Expansion {
            if (full.isEmpty()) {
                throw new IllegalArgumentException("'%s' stands for nothing".formatted(prefix));
            }
        }
    }

    /** Where the scopes of a sign-in are decided. */
    public enum Placement {
        IN_REQUEST,
        AT_PROVIDER
    }
}

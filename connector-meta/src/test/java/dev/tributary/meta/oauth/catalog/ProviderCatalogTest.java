package dev.tributary.meta.oauth.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tributary.meta.AuthConfig;
import dev.tributary.meta.catalog.ConnectorCatalog;
import dev.tributary.meta.oauth.Grant;
import dev.tributary.meta.oauth.HostVariable;
import dev.tributary.meta.oauth.Identity;
import dev.tributary.meta.oauth.OAuthProvider;
import dev.tributary.meta.oauth.Revocation;
import dev.tributary.meta.oauth.SignIn;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class ProviderCatalogTest {

    /** The names that the connectors to be built sign in with. */
    private static final List<String> SERVICES = List.of(
            "airtable",
            "asana",
            "bitbucket",
            "box",
            "clickup",
            "confluence",
            "docusign",
            "dropbox",
            "google-calendar",
            "google-chat",
            "google-docs",
            "google-drive",
            "google-email",
            "google-forms",
            "google-meet",
            "google-sheets",
            "google-vault",
            "hubspot",
            "jira",
            "linear",
            "microsoft-excel",
            "microsoft-teams",
            "monday",
            "notion",
            "onedrive",
            "outlook",
            "reddit",
            "salesforce",
            "sharepoint",
            "slack",
            "trello",
            "webflow",
            "wordpress",
            "x",
            "zoho-desk",
            "zoom");

    @Test
    void everyServiceHasOneServer() {
        assertThat(ProviderCatalog.all().stream().flatMap(provider -> provider.services().stream()))
                .containsExactlyInAnyOrderElementsOf(SERVICES);
    }

    @Test
    void everyConnectorThatSignsPeopleInFindsItsServer() {
        assertThat(ConnectorCatalog.all().stream()
                        .flatMap(meta -> meta.auth() instanceof AuthConfig.OAuth oauth
                                ? Stream.of(oauth.provider())
                                : Stream.of()))
                .allSatisfy(
                        service -> assertThat(ProviderCatalog.serving(service)).isPresent());
    }

    @Test
    void aServerIsFoundByTheServiceItSignsInFor() {
        assertThat(ProviderCatalog.serving("google-docs")).isEqualTo(ProviderCatalog.serving("google-drive"));
        assertThat(ProviderCatalog.serving("jira").map(OAuthProvider::id)).contains("atlassian");
        assertThat(ProviderCatalog.serving("no-such-service")).isEmpty();
    }

    @Test
    void noIdIsTakenTwice() {
        assertThat(ProviderCatalog.all()).extracting(OAuthProvider::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void everyAddressIsCompleteAndEncrypted(OAuthProvider provider) {
        assertThat(addresses(provider.at(Map.of())))
                .map(address -> address.replace("{token}", "TOKEN"))
                .allSatisfy(address -> {
                    assertThat(URI.create(address)).hasScheme("https").hasNoUserInfo();
                    assertThat(URI.create(address).getHost()).isNotBlank();
                });
    }

    @ParameterizedTest
    @MethodSource("providers")
    void everyPresetOfAHostIsAllowed(OAuthProvider provider) {
        assertThat(provider.hosts()).allMatch(host -> host.allows(host.preset()));
        assertThat(provider.hosts()).extracting(HostVariable::name).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("providers")
    void thePersonIsToldWhatToCreateWhere(OAuthProvider provider) {
        var setup = provider.setup();
        assertThat(setup.steps()).isNotEmpty().anyMatch(step -> step.contains(OAuthProvider.REDIRECT_URI));
        assertThat(setup.steps()).allMatch(step -> step.endsWith("."));
        assertThat(URI.create(setup.link())).hasScheme("https");
    }

    @ParameterizedTest
    @MethodSource("providers")
    void theVendorsPagesAreNamed(OAuthProvider provider) {
        assertThat(provider.documentation()).isNotEmpty().doesNotHaveDuplicates();
        assertThat(provider.documentation())
                .allSatisfy(page -> assertThat(URI.create(page)).hasScheme("https"));
    }

    private static Stream<String> addresses(OAuthProvider provider) {
        return Stream.of(
                        Stream.of(provider.signIn().authorization()),
                        provider.signIn() instanceof SignIn.Code code
                                ? Stream.of(code.tokens().url())
                                : Stream.<String>of(),
                        provider.revocation().map(Revocation::url).stream(),
                        provider.identity().stream().flatMap(ProviderCatalogTest::address),
                        provider.grants().stream().flatMap(ProviderCatalogTest::address))
                .flatMap(all -> all);
    }

    private static Stream<String> address(Identity identity) {
        return switch (identity) {
            case Identity.InTokenAnswer _ -> Stream.of();
            case Identity.Asked asked -> Stream.of(asked.url());
        };
    }

    private static Stream<String> address(Grant grant) {
        return Stream.of(
                switch (grant) {
                    case Grant.DeviceCode device -> device.endpoint();
                    case Grant.ClientCredentials credentials -> credentials.token();
                    case Grant.JwtBearer bearer -> bearer.token();
                });
    }

    static List<OAuthProvider> providers() {
        return ProviderCatalog.all();
    }
}

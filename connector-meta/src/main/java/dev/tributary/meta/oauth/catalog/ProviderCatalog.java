package dev.tributary.meta.oauth.catalog;

import dev.tributary.meta.oauth.OAuthProvider;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** All declarations. */
public final class ProviderCatalog {

    private static final List<OAuthProvider> ALL = Stream.of(
                    AirtableProvider.PROVIDER,
                    AsanaProvider.PROVIDER,
                    AtlassianProvider.PROVIDER,
                    BitbucketProvider.PROVIDER,
                    BoxProvider.PROVIDER,
                    ClickUpProvider.PROVIDER,
                    DocuSignProvider.PROVIDER,
                    DropboxProvider.PROVIDER,
                    GoogleProvider.PROVIDER,
                    HubSpotProvider.PROVIDER,
                    LinearProvider.PROVIDER,
                    MicrosoftProvider.PROVIDER,
                    MondayProvider.PROVIDER,
                    NotionProvider.PROVIDER,
                    RedditProvider.PROVIDER,
                    SalesforceProvider.PROVIDER,
                    SlackProvider.PROVIDER,
                    TrelloProvider.PROVIDER,
                    WebflowProvider.PROVIDER,
                    WordPressProvider.PROVIDER,
                    XProvider.PROVIDER,
                    ZohoProvider.PROVIDER,
                    ZoomProvider.PROVIDER)
            .sorted(Comparator.comparing(OAuthProvider::name, String.CASE_INSENSITIVE_ORDER))
            .toList();

    private ProviderCatalog() {}

    /** Returns them in the alphabetical order of their names. */
    public static List<OAuthProvider> all() {
        return ALL;
    }

    /** Returns the provider that signs in for {@code service}, which is {@code AuthConfig.OAuth#provider}. */
    public static Optional<OAuthProvider> serving(String service) {
        return ALL.stream()
                .filter(provider -> provider.services().contains(service))
                .findAny();
    }
}

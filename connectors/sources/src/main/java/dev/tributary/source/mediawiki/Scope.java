package dev.tributary.source.mediawiki;

import dev.tributary.connector.SourceConfig;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * Which pages the administrator wants.
 *
 * @param category its title in the wiki's own words
 */
record Scope(List<Integer> namespaces, Optional<String> category, OptionalLong maxPages) {

    static Scope of(SourceConfig config, Wiki wiki) {
        return new Scope(
                wiki.namespaces().chosen(config.list("namespaces")),
                config.find("category").map(wiki.namespaces()::categoryTitle),
                config.number("maxPages"));
    }

    /** The same, once the wiki has told how it writes the category. */
    Scope naming(String normalized) {
        return new Scope(namespaces, Optional.of(normalized), maxPages);
    }

    /**
     * The queries that list it one after another:
     * <a href="https://www.mediawiki.org/wiki/API:Allpages">API:Allpages</a> lists one namespace,
     * <a href="https://www.mediawiki.org/wiki/API:Categorymembers">API:Categorymembers</a> any.
     */
    List<Parameters> sections(int pageSize) {
        if (category.isPresent()) {
            return List.of(Parameters.OF_EACH_PAGE
                    .with("generator", "categorymembers")
                    .with("gcmtitle", category.get())
                    .with(
                            "gcmnamespace",
                            namespaces.stream().map(String::valueOf).collect(Collectors.joining("|")))
                    .with("gcmlimit", pageSize));
        }
        return namespaces.stream()
                .map(namespace -> Parameters.OF_EACH_PAGE
                        .with("generator", "allpages")
                        .with("gapnamespace", namespace)
                        .with("gapfilterredir", "nonredirects")
                        .with("gaplimit", pageSize))
                .toList();
    }

    /** Whether the page belongs to it. */
    boolean covers(WikiPage page) {
        return page.isThere()
                && namespaces.contains(page.namespace())
                && category.map(page::isIn).orElse(true);
    }
}

package dev.tributary.source.website;

import dev.tributary.connector.kit.WebAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a site's robots.txt allows the user agent {@value #AGENT}, after RFC 9309: the groups that name it together, else
 * those for everyone; the longest matching rule decides, and of two as long the one that allows. {@code Sitemap} lines
 * are of the sitemaps.org protocol and belong to no group.
 */
record Robots(List<Rule> rules, List<URI> sitemaps) {

    static final String AGENT = "tributary";

    /** RFC 9309 section 2.5: at least 500 KiB are read. */
    private static final int MAX_CHARACTERS = 512 * 1024;

    static final Robots ALLOWING_ALL = new Robots(List.of(), List.of());

    enum Verdict {
        DISALLOW,
        ALLOW
    }

    record Rule(Verdict verdict, PathPattern pattern) {}

    Robots {
        rules = List.copyOf(rules);
        sitemaps = List.copyOf(sitemaps);
    }

    static Robots parse(URI address, String text) {
        var ours = new ArrayList<Rule>();
        var everyones = new ArrayList<Rule>();
        var agents = new ArrayList<String>();
        var sitemaps = new ArrayList<URI>();
        var named = false;
        var inRules = false;
        for (var line : lines(text)) {
            switch (line.key()) {
                case "user-agent" -> {
                    if (inRules) {
                        agents.clear();
                        inRules = false;
                    }
                    agents.add(product(line.value()));
                    named |= product(line.value()).equals(AGENT);
                }
                case "allow", "disallow" -> {
                    inRules = true;
                    rule(line).filter(_ -> agents.contains(AGENT)).ifPresent(ours::add);
                    rule(line).filter(_ -> agents.contains("*")).ifPresent(everyones::add);
                }
                case "sitemap" -> WebAddress.resolve(address, line.value()).ifPresent(sitemaps::add);
                default -> {}
            }
        }
        return new Robots(named ? ours : everyones, sitemaps);
    }

    boolean allows(String pathAndQuery) {
        return rules.stream()
                .filter(rule -> rule.pattern().matches(pathAndQuery))
                .max(Comparator.comparingInt((Rule rule) -> rule.pattern().length())
                        .thenComparing(Rule::verdict))
                .map(rule -> rule.verdict() == Verdict.ALLOW)
                .orElse(true);
    }

    private record Line(String key, String value) {}

    private static List<Line> lines(String text) {
        return text.substring(0, Math.min(text.length(), MAX_CHARACTERS))
                .replace("\uFEFF", "")
                .lines()
                .map(line -> line.replaceFirst("#.*", ""))
                .filter(line -> line.contains(":"))
                .map(line -> line.split(":", 2))
                .map(parts -> new Line(parts[0].strip().toLowerCase(Locale.ROOT), parts[1].strip()))
                .toList();
    }

    private static String product(String value) {
        return value.startsWith("*") ? "*" : value.toLowerCase(Locale.ROOT).replaceFirst("[^a-z_-].*", "");
    }

    private static Optional<Rule> rule(Line line) {
        return Optional.of(line.value())
                .filter(path -> path.startsWith("/") || path.startsWith("*"))
                .map(PathPattern::beginning)
                .map(pattern -> new Rule(line.key().equals("allow") ? Verdict.ALLOW : Verdict.DISALLOW, pattern));
    }
}

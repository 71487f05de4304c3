package dev.tributary.source.website;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

final class RobotsTest {

    @Test
    void longestRuleDecidesAndAllowWinsATie() {
        var robots = robots("User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /c\nAllow: /c");
        assertThat(robots.allows("/a/x")).isFalse();
        assertThat(robots.allows("/a/b/c")).isTrue();
        assertThat(robots.allows("/c")).isTrue();
        assertThat(robots.allows("/else")).isTrue();
    }

    @Test
    void groupsThatNameUsAreTakenTogetherAndInsteadOfEveryones() {
        var robots = robots("User-agent: *\nDisallow: /\n\nUser-agent: Other\nUser-agent: TRIBUTARY/1.0\nDisallow: /x\n"
                + "Crawl-delay: 9\nUser-Agent : nobody\nDisallow: /n\nuser-agent: tributary\ndisallow: /y # why");
        assertThat(robots.allows("/")).isTrue();
        assertThat(robots.allows("/n")).isTrue();
        assertThat(robots.allows("/x")).isFalse();
        assertThat(robots.allows("/y")).isFalse();
    }

    @Test
    void groupThatNamesUsWithoutRulesAllowsAll() {
        assertThat(robots("User-agent: *\nDisallow: /\nUser-agent: Tributary\nDisallow:")
                        .allows("/a"))
                .isTrue();
        assertThat(robots("User-agent: tributarybot\nDisallow: /").allows("/a")).isTrue();
    }

    @Test
    void starsAndDollarAreUnderstood() {
        var robots = robots("User-agent: *\nDisallow: /*.pdf$\nDisallow: /*?session=\nDisallow: /x*y*z");
        assertThat(robots.allows("/a/b.pdf")).isFalse();
        assertThat(robots.allows("/a/b.pdf?x")).isTrue();
        assertThat(robots.allows("/a?session=1")).isFalse();
        assertThat(robots.allows("/xaybzc")).isFalse();
        assertThat(robots.allows("/xazby")).isTrue();
    }

    @Test
    void escapesAreCompared() {
        var robots = robots("User-agent: *\nDisallow: /caf\u00e9\nDisallow: /%7euser");
        assertThat(robots.allows("/caf%C3%A9")).isFalse();
        assertThat(robots.allows("/~user")).isFalse();
    }

    @Test
    void manyStarsTakeLinearTime() {
        var robots = robots("User-agent: *\nDisallow: /" + "*a".repeat(5_000) + "b$");
        assertThat(robots.allows("/" + "a".repeat(100_000))).isTrue();
    }

    @Test
    void sitemapsBelongToNoGroup() {
        assertThat(robots("User-agent: x\nDisallow: /\nSITEMAP: /s.xml").sitemaps())
                .containsExactly(URI.create("https://h.example/s.xml"));
    }

    private static Robots robots(String text) {
        return Robots.parse(URI.create("https://h.example/robots.txt"), text);
    }
}

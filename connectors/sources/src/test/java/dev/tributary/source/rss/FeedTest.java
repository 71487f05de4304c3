package dev.tributary.source.rss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tributary.connector.Bytes;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.ExternalDocument.Content;
import dev.tributary.connector.SourceResponse;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FeedTest {

    @Test
    void readsRss2() {
        var entries = feed(RssConnectorTest.RSS).entries();
        var first = entries.getFirst();
        assertThat(first.id()).isEqualTo("id-1");
        assertThat(first.link()).contains(URI.create("https://blog.example/1"));
        assertThat(first.html()).contains("href=\"https://blog.example/more\"", "src=\"https://blog.example/i.png\"");
        var second = entries.getLast().document();
        assertThat(second.title()).isEqualTo("Only text");
        assertThat(second.sourceUrl()).contains(URI.create("https://blog.example/2"));
        assertThat(second.content()).isEqualTo(Content.Text.html("<b>Only</b> text"));
    }

    @Test
    void readsRss1() {
        var feed = feed("""
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
                    xmlns:dc="http://purl.org/dc/elements/1.1/">
                  <channel rdf:about="https://x.example/"><title>Old</title><link>https://x.example/</link></channel>
                  <item rdf:about="https://x.example/a"><title>A</title><link>https://x.example/a</link>
                    <description>text</description><dc:creator>Eve</dc:creator><dc:date>2024-05-06T07:08Z</dc:date></item>
                </rdf:RDF>
                """);
        var entry = feed.entries().getFirst();
        assertThat(entry.id()).isEqualTo("https://x.example/a");
        assertThat(entry.html()).isEqualTo("text");
        assertThat(entry.about().author()).contains("Eve");
        assertThat(entry.about().published().toString()).contains("2024-05-06T07:08:00Z");
        assertThat(entry.about().feed()).isEqualTo("Old");
    }

    @Test
    void readsAtomOfAllContentTypes() {
        var feed = feed("""
                <a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:base="https://x.example/blog/">
                  <a:title type="html">The &lt;i&gt;feed&lt;/i&gt;</a:title><a:author><a:name>Ann</a:name></a:author>
                  <a:entry xml:base="2024/"><a:id>urn:1</a:id><a:link rel="alternate" href="one"/><a:title>1 &lt; 2</a:title>
                    <a:content type="xhtml"><h:div xmlns:h="http://www.w3.org/1999/xhtml"><h:a href="two">t</h:a></h:div>
                    </a:content><a:category term="t" label="Label"/><a:published>2024-01-01T00:00:00Z</a:published></a:entry>
                  <a:entry><a:id>urn:2</a:id><a:content type="html">&lt;p&gt;html</a:content></a:entry>
                  <a:entry><a:id>urn:3</a:id><a:content>1 &lt; 2</a:content></a:entry>
                  <a:entry><a:id>urn:4</a:id><a:content type="image/png" src="x.png"/><a:summary>sum</a:summary></a:entry>
                  <a:entry><a:id>urn:5</a:id><a:link href="five"/><a:title>Five</a:title></a:entry>
                </a:feed>
                """);
        assertThat(feed.entries())
                .extracting(Entry::html)
                .containsExactly(
                        "<a href=\"https://x.example/blog/2024/two\">t</a>",
                        "<p>html</p>",
                        "<p>1 &lt; 2</p>",
                        "<p>sum</p>",
                        "");
        var first = feed.entries().getFirst();
        assertThat(first.link()).contains(URI.create("https://x.example/blog/2024/one"));
        assertThat(first.title()).isEqualTo("1 < 2");
        assertThat(first.about().author()).contains("Ann");
        assertThat(first.about().categories()).containsExactly("Label");
        assertThat(first.about().feed()).isEqualTo("The feed");
        assertThat(feed.entries().getLast().document().content())
                .isEqualTo(Content.Text.html("<p><a href=\"https://x.example/blog/five\">Five</a></p>"));
    }

    @Test
    void readsOtherCharsetsAsDeclared() {
        var xml = "<?xml version='1.0' encoding='%s'?><rss><channel><item><title>Grüße</title></item></channel></rss>";
        var latin = Charset.forName("windows-1252");
        assertThat(titles(xml.formatted("windows-1252").getBytes(latin), "text/xml"))
                .containsExactly("Grüße");
        assertThat(titles(xml.formatted("utf-8").getBytes(latin), "text/xml; charset=windows-1252"))
                .containsExactly("Grüße");
        assertThat(titles(xml.formatted("utf-16").getBytes(StandardCharsets.UTF_16), "application/xml"))
                .containsExactly("Grüße");
    }

    @Test
    void otherXmlIsNoFeed() {
        for (var xml :
                List.of("<html><body/></html>", "<urlset></urlset>", "<rdf:RDF></rdf:RDF>", "{}", "", "<rss></rss>")) {
            assertThatExceptionOfType(UnexpectedResponse.class).isThrownBy(() -> feed(xml));
        }
    }

    private static List<String> titles(byte[] bytes, String type) {
        return Feed.of(response(bytes, type)).entries().stream()
                .map(Entry::title)
                .toList();
    }

    private static Feed feed(String xml) {
        return Feed.of(response(xml.getBytes(StandardCharsets.UTF_8), "application/xml"));
    }

    private static SourceResponse response(byte[] bytes, String type) {
        return new SourceResponse(
                URI.create("https://x.example/feed"), 200, Map.of("Content-Type", List.of(type)), Bytes.of(bytes));
    }
}

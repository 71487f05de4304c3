package dev.tributary.source.website;

import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.SourceResponse;
import dev.tributary.connector.kit.WebAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * A sitemap or sitemap index, gzipped or not, after the protocol of sitemaps.org: UTF-8, at most 50,000 entries and
 * 52,428,800 bytes; of each entry {@code loc} and {@code lastmod} are read. Only one entry is parsed at a time, so a huge
 * file costs no more memory than its text.
 *
 * @param isCut whether it has more entries than the protocol allows
 */
record SitemapFile(List<Entry> pages, List<String> children, boolean isCut) {

    private static final int MAX_ENTRIES = 50_000;
    private static final int MAX_BYTES = 52_428_800;
    private static final int MAX_ENTRY = 200_000;
    private static final int EDGE = 16 * 1024;

    private static final Pattern ROOT = Pattern.compile("<([\\w.-]+:)?(urlset|sitemapindex)[\\s/>]");
    private static final Pattern END = Pattern.compile("</([\\w.-]+:)?(urlset|sitemapindex)\\s*>");
    private static final Pattern EMPTY = Pattern.compile("<([\\w.-]+:)?(urlset|sitemapindex)(\\s[^>]*)?/>");
    private static final Pattern ENTRY = Pattern.compile("<((?:[\\w.-]+:)?)(url|sitemap)(?:\\s[^>]*)?>");

    record Entry(String location, Optional<Lastmod> lastmod) {}

    SitemapFile {
        pages = List.copyOf(pages);
        children = List.copyOf(children);
    }

    /** Whether the answer tries to be a sitemap, rather than a page that says there is none. */
    static boolean isIn(SourceResponse response) {
        var bytes = response.body().toArray();
        return isGzip(bytes)
                || ROOT.matcher(edge(new String(bytes, StandardCharsets.UTF_8), 0))
                        .find();
    }

    static SitemapFile of(SourceResponse response) {
        var name = WebAddress.printed(response.uri());
        var text = new String(unzipped(response.body().toArray(), name), StandardCharsets.UTF_8);
        if (!ROOT.matcher(edge(text, 0)).find()) {
            throw new UnexpectedResponse("%s is no sitemap".formatted(name), null);
        }
        if (!END.matcher(edge(text, text.length() - EDGE)).find()
                && !EMPTY.matcher(edge(text, 0)).find()) {
            throw new UnexpectedResponse("The sitemap %s is cut off".formatted(name), null);
        }
        return parsed(withoutComments(text));
    }

    private static SitemapFile parsed(String text) {
        var pages = new ArrayList<Entry>();
        var children = new ArrayList<String>();
        var tag = ENTRY.matcher(text);
        var at = 0;
        while (tag.find(at)) {
            var end = text.indexOf("</" + tag.group(1) + tag.group(2), tag.end());
            if (end < 0) {
                break;
            }
            if (pages.size() + children.size() >= MAX_ENTRIES) {
                return new SitemapFile(pages, children, true);
            }
            var entry = entry(text.substring(tag.end(), Math.min(end, tag.end() + MAX_ENTRY)), tag.group(1));
            if (tag.group(2).equals("url")) {
                entry.ifPresent(pages::add);
            } else {
                entry.map(Entry::location).ifPresent(children::add);
            }
            at = end;
        }
        return new SitemapFile(pages, children, false);
    }

    private static String withoutComments(String text) {
        var bare = new StringBuilder(text.length());
        var at = 0;
        for (var start = text.indexOf("<!--"); start >= 0; start = text.indexOf("<!--", at)) {
            var end = text.indexOf("-->", start + "<!--".length());
            if (end < 0) {
                break;
            }
            bare.append(text, at, start);
            at = end + "-->".length();
        }
        return bare.append(text, at, text.length()).toString();
    }

    private static Optional<Entry> entry(String xml, String prefix) {
        var fields = Jsoup.parse(xml, "", Parser.xmlParser());
        return child(fields, prefix + "loc")
                .map(location ->
                        new Entry(location, child(fields, prefix + "lastmod").flatMap(Lastmod::parse)));
    }

    private static Optional<String> child(Element parent, String name) {
        return parent.children().stream()
                .filter(element -> element.tagName().equals(name))
                .map(element -> element.wholeText().strip())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private static String edge(String text, int from) {
        var start = Math.max(0, from);
        return text.substring(start, Math.min(text.length(), start + EDGE));
    }

    private static boolean isGzip(byte[] bytes) {
        return bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
    }

    private static byte[] unzipped(byte[] bytes, String name) {
        try (var in = isGzip(bytes)
                ? new GZIPInputStream(new ByteArrayInputStream(bytes))
                : new ByteArrayInputStream(bytes)) {
            var all = in.readNBytes(MAX_BYTES + 1);
            if (all.length > MAX_BYTES) {
                throw new UnexpectedResponse(
                        "The sitemap %s is larger than the 50 MB that its protocol allows".formatted(name), null);
            }
            return all;
        } catch (IOException e) {
            throw new UnexpectedResponse("The sitemap %s cannot be unzipped".formatted(name), e);
        }
    }
}

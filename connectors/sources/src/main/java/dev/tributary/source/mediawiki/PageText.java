package dev.tributary.source.mediawiki;

import dev.tributary.connector.ConnectorException.DocumentUnreadable;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.ExternalDocument.Content;
import java.net.URI;
import org.jsoup.Jsoup;

/**
 * The rendered text of a page, by action=parse of
 * <a href="https://www.mediawiki.org/wiki/API:Parsing_wikitext">API:Parsing wikitext</a>, asked for by revision, so that
 * it is the text of the version that the page's description names.
 */
final class PageText {

    private static final Parameters PARSE = Parameters.NONE
            .with("action", "parse")
            .with("prop", "text|revid")
            .with("uselang", "content")
            .with("disableeditsection", 1)
            .with("disabletoc", 1)
            .with("disablelimitreport", 1);

    /**
     * What wikis mark as not being text: the classes that
     * <a href="https://www.mediawiki.org/wiki/Extension:TextExtracts">Extension:TextExtracts</a> removes from a page
     * whatever it holds, edit links of wikis too old to leave them out, and boxes of links to other pages.
     */
    private static final String BOILERPLATE =
            "script, style, .mw-editsection, .noprint, .sortkey, .navbox, .vertical-navbox";

    private PageText() {}

    static Content.Text read(MediaWikiApi api, WikiPage page) throws InterruptedException {
        var answer = api.call(PARSE.with("oldid", page.revision()), error -> failure(page, error));
        var text = answer.path("parse").path("text");
        if (!text.isString()) {
            throw new UnexpectedResponse("%s parsed page %d without a text".formatted(api.address(), page.id()), null);
        }
        return Content.Text.html(cleaned(text.asString(), page.url()));
    }

    /** Without what is no text, and with links that lead somewhere outside of the wiki, too. */
    static String cleaned(String html, URI address) {
        var body = Jsoup.parseBodyFragment(html, address.toString());
        body.outputSettings().prettyPrint(false);
        body.select(BOILERPLATE).remove();
        body.select("a[href]:not([href^=#])").forEach(link -> link.attr("href", link.absUrl("href")));
        return body.body().html();
    }

    private static RuntimeException failure(WikiPage page, ApiError error) {
        return error.concernsEverything()
                ? error.exception()
                : new DocumentUnreadable(
                        "The wiki cannot render revision %d of page %d (%s): %s"
                                .formatted(page.revision(), page.id(), error.code(), error.text()),
                        null);
    }
}

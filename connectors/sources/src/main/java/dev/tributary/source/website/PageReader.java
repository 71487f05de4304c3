package dev.tributary.source.website;

import dev.tributary.connector.ConnectorException;
import dev.tributary.connector.ConnectorException.ConfigRejected;
import dev.tributary.connector.ConnectorException.ContentTooLarge;
import dev.tributary.connector.ConnectorException.CredentialRejected;
import dev.tributary.connector.ConnectorException.DocumentUnreadable;
import dev.tributary.connector.ConnectorException.SourceUnavailable;
import dev.tributary.connector.ConnectorException.UnexpectedResponse;
import dev.tributary.connector.SourceResponse;
import dev.tributary.connector.kit.WebAddress;
import java.net.URI;

/** Reads single pages of a site. */
record PageReader(Site site) {

    /** A page of HTML beyond this is a data dump, and would take many times that in memory. */
    private static final long MAX_HTML = 10L * 1024 * 1024;

    /** What became of a page. */
    sealed interface Reading {
        record Page(WebPage page) implements Reading {}

        /** 404 or 410. */
        record Gone() implements Reading {}

        /** Nothing to index here: another kind of file, or a redirect out of what is wanted. */
        record Unwanted(String reason) implements Reading {}

        record TooLarge(String reason) implements Reading {}

        record Failed(ConnectorException cause) implements Reading {}
    }

    Reading read(String url) throws InterruptedException {
        var address = URI.create(url);
        try {
            return reading(url, site.get(address));
        } catch (ContentTooLarge e) {
            return new Reading.TooLarge(e.getMessage());
        } catch (SourceUnavailable | ConfigRejected | CredentialRejected | DocumentUnreadable | UnexpectedResponse e) {
            return new Reading.Failed(e);
        }
    }

    private Reading reading(String url, SourceResponse response) {
        var answered = CanonicalUrl.of(response.uri());
        var printed = WebAddress.printed(response.uri());
        if (response.isMissing()) {
            return new Reading.Gone();
        }
        if (!answered.equals(url)
                && !answered.equals(site.startUrl())
                && !site.scope().allows(answered)) {
            return new Reading.Unwanted("It redirects to %s, which is not to be synced".formatted(printed));
        }
        if (response.body().size() == 0) {
            return new Reading.Failed(new UnexpectedResponse("%s answered with nothing".formatted(printed), null));
        }
        var type = MediaType.of(response);
        if (type.isHtml() && response.body().size() > MAX_HTML) {
            return new Reading.TooLarge("%s is larger than %d MB".formatted(printed, MAX_HTML >> 20));
        }
        if (type.isHtml()) {
            return new Reading.Page(WebPage.html(response, type));
        }
        if (type.isText()) {
            return new Reading.Page(WebPage.text(response, type));
        }
        return type.isFile()
                ? new Reading.Page(WebPage.file(response, type))
                : new Reading.Unwanted("%s is %s, which holds no text".formatted(printed, type.name()));
    }
}

package dev.tributary.engine.content;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** HTML to Markdown: the main content of a page, without what frames it. */
final class Html {

    /** Deeper elements are hung up higher by the parser, so that nobody's page can exhaust the stack. */
    private static final int DEEPEST = 256;

    /** Pages of the size that is read take a second. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final long limit;
    private final LongSupplier nanos;

    /** Gives up on pages whose Markdown would have more than {@code limit} characters. */
    Html(long limit) {
        this(limit, System::nanoTime);
    }

    Html(long limit, LongSupplier nanos) {
        this.limit = limit;
        this.nanos = nanos;
    }

    Draft markdown(String html) {
        try {
            return markdown(
                    Parser.htmlParser().setMaxDepth(DEEPEST).parseInput(new TimedText(html, PATIENCE, nanos), ""));
        } catch (TimedText.Late late) {
            return new Draft.TooSlow();
        }
    }

    private Draft markdown(Document page) {
        base(page);
        var main = MainContent.of(page);
        var writer = new MarkdownWriter(limit);
        new HtmlVisitor(writer, main).visit(main.root());
        return writer.isFull() ? new Draft.TooLong() : new Draft.Text(writer.markdown());
    }

    /** A page that names no base says at least where it itself is. */
    private static void base(Document page) {
        var canonical = page.selectFirst("link[rel=canonical][href]");
        if (page.baseUri().isEmpty() && canonical != null) {
            page.setBaseUri(canonical.attr("href"));
        }
    }
}

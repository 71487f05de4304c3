package dev.tributary.engine.content;

import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/** HTML to Markdown: the main content of a page, without what frames it. */
final class Html {

    /** Deeper elements are hung up higher by the parser, so that nobody's page can exhaust the stack. */
    private static final int DEEPEST = 256;

    private final long limit;

    /** Gives up on pages whose Markdown would have more than {@code limit} characters. */
    Html(long limit) {
        this.limit = limit;
    }

    Draft markdown(String html) {
        var page = Parser.htmlParser().setMaxDepth(DEEPEST).parseInput(html, "");
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

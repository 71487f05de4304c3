package dev.tributary.web.document;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.DefaultUrlSanitizer;
import org.commonmark.renderer.html.HtmlRenderer;
import org.springframework.web.util.HtmlUtils;

/** The content of a document as HTML that can do nothing: markup within it is text, images are links, and links name no script. */
final class Markdown {
    /** A page shows so many characters; whoever wants the rest takes the whole as text. */
    static final int SHOWN = 100_000;

    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(TABLES).build();
    private static final HtmlRenderer RENDERER = HtmlRenderer.builder()
            .extensions(TABLES)
            .escapeHtml(true)
            .sanitizeUrls(true)
            .urlSanitizer(new DefaultUrlSanitizer(List.of("http", "https", "mailto")))
            .attributeProviderFactory(_ -> (node, _, attributes) -> {
                if (node instanceof Link) {
                    attributes.put("rel", "noreferrer noopener");
                }
            })
            .build();

    private Markdown() {}

    static String html(String markdown) {
        var shown = markdown.length() > SHOWN ? markdown.substring(0, SHOWN) : markdown;
        try {
            var document = PARSER.parse(shown);
            document.accept(new Tamed());
            return RENDERER.render(document);
        } catch (StackOverflowError nestedDeeperThanAnybodyWrites) {
            return "<pre>" + HtmlUtils.htmlEscape(shown) + "</pre>";
        }
    }

    /** Below the title of the page, and without pictures from elsewhere, which would tell others who reads. */
    private static final class Tamed extends AbstractVisitor {
        @Override
        public void visit(Heading heading) {
            heading.setLevel(Math.min(6, heading.getLevel() + 2));
            visitChildren(heading);
        }

        @Override
        public void visit(Image image) {
            visitChildren(image);
            var link = new Link(image.getDestination(), image.getTitle());
            Node child = image.getFirstChild();
            if (child == null) {
                link.appendChild(new Text(image.getDestination()));
            }
            while (child != null) {
                var next = child.getNext();
                link.appendChild(child);
                child = next;
            }
            image.insertAfter(link);
            image.unlink();
        }
    }
}

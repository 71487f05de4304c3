package dev.tributary.engine.content;

import java.util.List;
import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TableCell;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.BulletList;
import org.commonmark.node.Code;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.HardLineBreak;
import org.commonmark.node.Heading;
import org.commonmark.node.HtmlBlock;
import org.commonmark.node.HtmlInline;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.ListItem;
import org.commonmark.node.Node;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.jspecify.annotations.Nullable;

/** Markdown as it is read: without its marks and the addresses of its links. HTML within it is text. Thread-safe. */
public final class PlainText {
    private static final List<Extension> TABLES = List.of(TablesExtension.create());
    private static final Parser PARSER = Parser.builder().extensions(TABLES).build();

    private PlainText() {}

    /** Goes from node to node, as quotes within quotes may be deeper than any stack. */
    public static String of(String markdown) {
        var text = new StringBuilder();
        @Nullable Node node = PARSER.parse(markdown);
        while (node != null) {
            text.append(before(node));
            var inner = node.getFirstChild();
            node = inner == null ? after(node, text) : inner;
        }
        return text.toString().strip();
    }

    /** Ends this node and those that end with it; the one that follows them, if there is one. */
    private static @Nullable Node after(Node ended, StringBuilder text) {
        @Nullable Node node = ended;
        while (node != null) {
            text.append(behind(node));
            if (node.getNext() != null) {
                return node.getNext();
            }
            node = node.getParent();
        }
        return null;
    }

    private static String before(Node node) {
        return switch (node) {
            case Text words -> words.getLiteral();
            case Code code -> code.getLiteral();
            case HtmlInline html -> html.getLiteral();
            case SoftLineBreak _, HardLineBreak _ -> "\n";
            case FencedCodeBlock code -> code.getLiteral();
            case IndentedCodeBlock code -> code.getLiteral();
            case HtmlBlock html -> html.getLiteral() + "\n";
            case ListItem item when item.getParent() instanceof BulletList -> "• ";
            default -> "";
        };
    }

    private static String behind(Node node) {
        return switch (node) {
            case Heading _, Paragraph _, TableRow _ -> "\n";
            case TableCell cell when cell.getNext() != null -> " · ";
            default -> "";
        };
    }
}

package dev.tributary.engine.content;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeFilter;
import org.jsoup.select.NodeTraversor;

/** Walks the elements of a page, never by recursion, and writes what they mean in Markdown. */
final class HtmlVisitor implements NodeFilter {

    private final MarkdownWriter writer;
    private final MainContent main;
    private final HtmlTables tables;
    /** The number that the next item of each list under way has; 0 for lists without numbers. */
    private final Deque<Integer> lists = new ArrayDeque<>();

    HtmlVisitor(MarkdownWriter writer, MainContent main) {
        this.writer = writer;
        this.main = main;
        this.tables = new HtmlTables(writer, this::visit, main.root());
    }

    void visit(Element root) {
        NodeTraversor.filter(this, root);
    }

    @Override
    public FilterResult head(Node node, int depth) {
        if (writer.isFull()) {
            return FilterResult.STOP;
        }
        if (node instanceof TextNode text) {
            writer.text(text.getWholeText());
        }
        return node instanceof Element element ? element(element, depth) : FilterResult.CONTINUE;
    }

    private FilterResult element(Element element, int depth) {
        if (depth > 0 && main.drops(element)) {
            return FilterResult.SKIP_ENTIRELY;
        }
        return switch (element.normalName()) {
            case "pre" -> pre(element);
            case "code", "kbd", "samp", "tt" -> code(element.wholeText());
            case "img" -> image(element);
            case "input" -> checkbox(element);
            case "math" -> math(element);
            case "table" -> table(element);
            default -> {
                begin(element);
                yield FilterResult.CONTINUE;
            }
        };
    }

    private void begin(Element element) {
        switch (element.normalName()) {
            case "h1", "h2", "h3", "h4", "h5", "h6" ->
                heading(element.normalName().charAt(1) - '0');
            case "br" -> writer.lineBreak();
            case "hr" -> rule();
            case "ul" -> list(0);
            case "ol" -> list(Math.max(1, number(element.attr("start"), 1)));
            case "li" -> item(element);
            case "dd" -> {
                writer.tight();
                writer.enter(": ", "  ");
            }
            case "td", "th", "tr", "caption" -> cell();
            case "q" -> writer.verbatim("“");
            default -> inline(element);
        }
    }

    private void inline(Element element) {
        var mark = HtmlMarks.of(element);
        if (element.isBlock() || HtmlMarks.isBlockOfItsOwn(element)) {
            writer.block();
        }
        if (isQuote(element)) {
            writer.enter("> ", "> ");
        }
        mark.ifPresent(given -> writer.open(given.open(), given.close()));
        Callout.label(element).ifPresent(label -> {
            writer.verbatim("**" + label + "**");
            writer.block();
        });
    }

    @Override
    public FilterResult tail(Node node, int depth) {
        if (node instanceof Element element) {
            end(element);
        }
        return FilterResult.CONTINUE;
    }

    private void end(Element element) {
        switch (element.normalName()) {
            case "h1", "h2", "h3", "h4", "h5", "h6" -> endHeading();
            case "ul", "ol" -> endList();
            case "li", "dd" -> {
                writer.leave();
                writer.tight();
            }
            case "td", "th", "tr", "caption" -> cell();
            case "q" -> writer.verbatim("”");
            case "pre", "code", "kbd", "samp", "tt", "img", "input", "math", "br", "hr" -> {}
            default -> endInline(element);
        }
    }

    private void endInline(Element element) {
        if (HtmlMarks.of(element).isPresent()) {
            writer.close();
        }
        if (isQuote(element)) {
            writer.leave();
        }
        if (element.isBlock() || HtmlMarks.isBlockOfItsOwn(element)) {
            writer.block();
        }
    }

    private static boolean isQuote(Element element) {
        return element.normalName().equals("blockquote") || Callout.is(element);
    }

    private void heading(int depth) {
        writer.block();
        writer.enter("#".repeat(depth) + " ", "");
        writer.flatten();
    }

    private void endHeading() {
        writer.unflatten();
        writer.leave();
        writer.block();
    }

    private void rule() {
        if (!writer.isFlat()) {
            writer.block();
            writer.verbatim("---");
            writer.block();
        }
    }

    private void list(int first) {
        separateList();
        lists.push(first);
    }

    private void endList() {
        lists.pop();
        separateList();
    }

    private void separateList() {
        if (lists.isEmpty()) {
            writer.block();
        } else {
            writer.line();
        }
    }

    private void item(Element element) {
        writer.line();
        var next = lists.isEmpty() ? 0 : lists.pop();
        var sign = next == 0 ? "- " : number(element.attr("value"), next) + ". ";
        lists.push(next == 0 ? 0 : number(element.attr("value"), next) + 1);
        writer.enter(sign, " ".repeat(sign.length()));
    }

    private void cell() {
        if (!writer.isFlat()) {
            writer.block();
        }
    }

    private FilterResult table(Element table) {
        if (writer.isFlat() || tables.isLayout(table)) {
            writer.block();
            return FilterResult.CONTINUE;
        }
        tables.write(table);
        return writer.isFull() ? FilterResult.STOP : FilterResult.SKIP_CHILDREN;
    }

    private FilterResult pre(Element pre) {
        var code = CleanText.of(pre.wholeText()).stripTrailing();
        if (writer.isFlat()) {
            return code(code);
        }
        if (!code.isBlank()) {
            var fence = Files.fence(code);
            writer.block();
            writer.verbatim(fence + CodeLanguage.of(pre));
            writer.lines(code.startsWith("\n") ? code.substring(1) : code);
            writer.lines(fence);
            writer.block();
        }
        return FilterResult.SKIP_CHILDREN;
    }

    private FilterResult code(String text) {
        var code = text.strip().replaceAll("\\s+", " ");
        if (!code.isEmpty()) {
            var fence = "`".repeat(Files.longestRun(code, '`') + 1);
            var pad = code.startsWith("`") || code.endsWith("`") ? " " : "";
            writer.verbatim(fence + pad + writer.inCell(code) + pad + fence);
        }
        return FilterResult.SKIP_CHILDREN;
    }

    /** A picture is found by what its alternative text says of it. */
    private FilterResult image(Element image) {
        var address = image.absUrl("src");
        if (!image.attr("alt").isBlank() && HtmlMarks.isLong(address)) {
            writer.text(image.attr("alt"));
        } else if (!image.attr("alt").isBlank()) {
            writer.image(image.attr("alt"), HtmlMarks.escaped(address));
        }
        return FilterResult.SKIP_CHILDREN;
    }

    private FilterResult checkbox(Element input) {
        if (input.attr("type").equals("checkbox") && input.closest("li") != null) {
            writer.verbatim(input.hasAttr("checked") ? "[x]" : "[ ]");
            writer.blank();
        }
        return FilterResult.SKIP_CHILDREN;
    }

    private FilterResult math(Element math) {
        var text = math.attr("alttext");
        writer.text(text.isBlank() ? "" : text);
        return text.isBlank() ? FilterResult.CONTINUE : FilterResult.SKIP_CHILDREN;
    }

    private static int number(String value, int otherwise) {
        var digits = !value.isEmpty() && value.length() <= 8 && value.chars().allMatch(c -> c >= '0' && c <= '9');
        return digits ? Integer.parseInt(value) : otherwise;
    }
}
